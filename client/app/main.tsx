import { withoutBase } from "../base/basePath.ts";
import { deviceStorage } from "../base/storage.ts";
import { loadPage } from "./pages.ts";
import { preferredLanguage } from "../ui/text/readerLanguage.ts";
import { browserThemePage, openTheme } from "../ui/theme.ts";
import "../buyer/door/early/firstPaint.css";

/** Loads the renderer and the page in parallel, so that a phone requests all files at once. */
async function open(root: HTMLElement): Promise<void> {
  const theme = openTheme(browserThemePage());
  const language = preferredLanguage(
    deviceStorage,
    navigator.languages,
    document.documentElement.lang,
  );
  const page = loadPage(withoutBase(location.pathname));
  page.catch(() => undefined);
  const { openPage } = await import("./openPage.tsx");
  await openPage(root, page, { theme, language });
}

/** Recovers from code that could not be loaded: one reload, then another when the network returns. */
function startOver(): void {
  const [navigation] = performance.getEntriesByType("navigation");
  const reloaded =
    navigation instanceof PerformanceNavigationTiming && navigation.type === "reload";
  if (navigator.onLine && !reloaded) location.reload();
  else window.addEventListener("online", () => location.reload(), { once: true });
}

const root = document.getElementById("root");
if (root !== null) open(root).catch(startOver);
