import { deviceStorage } from "../base/storage.ts";

export const THEME_CHOICES = ["device", "light", "dark"] as const;
type ThemeChoice = (typeof THEME_CHOICES)[number];

const KEY = "offplan.theme";

/** The parts of a page that a theme uses; tests pass their own. */
export interface ThemePage {
  readonly root: { dataset: DOMStringMap };
  readonly storage: Pick<Storage, "getItem" | "setItem">;
  readonly deviceIsDark: Pick<
    MediaQueryList,
    "matches" | "addEventListener" | "removeEventListener"
  >;
}

/** The page's theme: the device's, unless the viewer chose one. */
export interface Theme {
  readonly get: () => ThemeChoice;
  readonly subscribe: (changed: () => void) => () => void;
  /** Sets it now and remembers it. */
  choose(choice: ThemeChoice): void;
  /** Idempotent. */
  close(): void;
}

export const readTheme = (storage: Pick<Storage, "getItem">): ThemeChoice =>
  THEME_CHOICES.find((choice) => choice === storage.getItem(KEY)) ?? "device";

export function applyTheme({ root, deviceIsDark }: ThemePage, choice: ThemeChoice): void {
  const device = deviceIsDark.matches ? "dark" : "light";
  root.dataset["theme"] = choice === "device" ? device : choice;
}

/** Sets `data-theme` at once, so call it before the first render. */
export function openTheme(page: ThemePage): Theme {
  let choice = readTheme(page.storage);
  const listeners = new Set<() => void>();
  const apply = () => applyTheme(page, choice);
  apply();
  page.deviceIsDark.addEventListener("change", apply);
  return {
    get: () => choice,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    choose: (next) => {
      choice = next;
      page.storage.setItem(KEY, next);
      apply();
      for (const listener of listeners) listener();
    },
    close: () => {
      page.deviceIsDark.removeEventListener("change", apply);
      listeners.clear();
    },
  };
}

/** The browser's own page. */
export const browserThemePage = (): ThemePage => ({
  root: document.documentElement,
  storage: deviceStorage,
  deviceIsDark: matchMedia("(prefers-color-scheme: dark)"),
});
