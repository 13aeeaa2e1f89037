import { deviceStorage } from "./base/storage.ts";
import { loadPage } from "./pages.ts";
import { preferredLanguage } from "./ui/language.ts";
import { browserThemePage, openTheme } from "./ui/theme.ts";
import "./first.css";

/** What draws comes beside the page and not before it: a phone asks for all that it needs at once. */
async function open(root: HTMLElement): Promise<void> {
  const theme = openTheme(browserThemePage());
  const language = preferredLanguage(deviceStorage, navigator.languages);
  const page = loadPage(location.pathname);
  const { openPage } = await import("./openPage.tsx");
  await openPage(root, page, { theme, language });
}

const root = document.getElementById("root");
if (root !== null) void open(root);
