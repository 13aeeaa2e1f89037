import { describe, expect, test } from "vitest";
import { openTheme, type ThemePage } from "../../../client/ui/theme.ts";

function createPage(stored: string | null, dark: boolean) {
  const items = new Map(stored === null ? [] : [["offplan.theme", stored]]);
  const device = new EventTarget() as EventTarget & { matches: boolean };
  device.matches = dark;
  const root = { dataset: {} as DOMStringMap };
  const page: ThemePage = {
    root,
    storage: {
      getItem: (key) => items.get(key) ?? null,
      setItem: (key, value) => void items.set(key, value),
    },
    deviceIsDark: device,
  };
  const turn = (matches: boolean) => {
    device.matches = matches;
    device.dispatchEvent(new Event("change"));
  };
  return { page, root, items, turn };
}

describe("the theme", () => {
  test("is the device's until the viewer chooses", () => {
    const { page, root, turn } = createPage(null, true);
    openTheme(page);
    expect(root.dataset["theme"]).toBe("dark");
    turn(false);
    expect(root.dataset["theme"]).toBe("light");
  });

  test("stays as chosen when the device's changes, and is stored", () => {
    const { page, root, items, turn } = createPage(null, false);
    const theme = openTheme(page);
    theme.choose("dark");
    turn(true);
    turn(false);
    expect(root.dataset["theme"]).toBe("dark");
    expect(items.get("offplan.theme")).toBe("dark");
    expect(openTheme(page).get()).toBe("dark");
  });

  test("ignores an unknown stored choice", () => {
    const { page } = createPage("sepia", false);
    expect(openTheme(page).get()).toBe("device");
  });

  test("notifies its readers, and none after it is closed", () => {
    const { page, root, turn } = createPage(null, false);
    const theme = openTheme(page);
    let told = 0;
    theme.subscribe(() => (told += 1));
    theme.choose("light");
    expect(told).toBe(1);
    theme.choose("device");
    theme.close();
    turn(true);
    expect(root.dataset["theme"]).toBe("light");
  });
});
