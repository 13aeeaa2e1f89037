import { applyTheme, browserThemePage, readTheme } from "../../ui/theme.ts";
import { askEarly } from "./earlyRecap.ts";

/** Inlined in a recap's page and run before its first paint: asks the server, and applies the theme. */
const early = askEarly();
if (early !== undefined) window.earlyRecap = early;
const page = browserThemePage();
applyTheme(page, readTheme(page.storage));
