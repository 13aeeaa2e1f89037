import { applyTheme, browserThemePage, readTheme } from "../../ui/theme.ts";
import { askEarly } from "./earlyRecap.ts";

/** Inlined in a recap's page and run before its first paint: asks the server, and applies the theme. */
const early = askEarly();
if (early !== undefined) window.earlyRecap = early;
const page = browserThemePage();
applyTheme(page, readTheme(page.storage));

/** Formats a date and an amount ahead: the language's data is read on first use, which takes a slow phone 100 ms. */
function warmFormats(): void {
  const { lang } = document.documentElement;
  new Intl.DateTimeFormat(lang, { dateStyle: "long" }).format(0);
  new Intl.NumberFormat(lang, { style: "currency", currency: "AED" }).format(0);
}
// Runs while the scripts are loading.
setTimeout(warmFormats);
