import { deviceStorage } from "../../../base/storage.ts";
import { openEarlyJoin } from "./earlyJoin.ts";
import { preferredLanguage } from "../../../ui/text/language.ts";
import { applyTheme, browserThemePage, readTheme } from "../../../ui/theme.ts";

/**
 * Travels inside a page whose door is drawn already and runs before its first paint: the reader's theme, and whether this
 * is the page for them at all.
 */
const root = document.documentElement;
const page = browserThemePage();
if (preferredLanguage(deviceStorage, navigator.languages) === root.lang) {
  const earlyJoin = openEarlyJoin();
  if (earlyJoin !== undefined) window.earlyJoin = earlyJoin;
}
if (window.earlyJoin === undefined) root.dataset["undrawn"] = "";
applyTheme(page, readTheme(page.storage));
