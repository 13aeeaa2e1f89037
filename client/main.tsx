import { loadPage } from "./pages.ts";
import { browserThemePage, openTheme } from "./ui/theme.ts";
import "./ui/styles.css";

/** What draws comes beside the page and not before it: a phone asks for all that it needs at once. */
async function open(root: HTMLElement): Promise<void> {
  const theme = openTheme(browserThemePage());
  const page = loadPage(location.pathname);
  const { openPage } = await import("./openPage.tsx");
  await openPage(root, page, theme);
}

const root = document.getElementById("root");
if (root !== null) void open(root);
