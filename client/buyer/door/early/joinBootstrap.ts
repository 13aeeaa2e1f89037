import { deviceStorage } from "../../../base/storage.ts";
import { openEarlyJoin } from "./earlyJoin.ts";
import { preferredLanguage } from "../../../ui/text/readerLanguage.ts";
import { applyTheme, browserThemePage, readTheme } from "../../../ui/theme.ts";

/**
 * Inlined in the prerendered join page and run before its first paint: applies the theme and starts the early join, if
 * the page suits the reader.
 */
const root = document.documentElement;
const page = browserThemePage();
if (preferredLanguage(deviceStorage, navigator.languages, root.lang) === root.lang) {
  const earlyJoin = openEarlyJoin();
  if (earlyJoin !== undefined) window.earlyJoin = earlyJoin;
}
if (window.earlyJoin === undefined) root.dataset["undrawn"] = "";
applyTheme(page, readTheme(page.storage));
