import { createContext } from "react";
import type { Theme } from "../../../ui/theme.ts";

/** The page's theme. Outside a page, as in a test, nothing can be chosen. */
export const ThemeContext = createContext<Theme>({
  get: () => "device",
  subscribe: () => () => {},
  choose: () => {},
  close: () => {},
});
