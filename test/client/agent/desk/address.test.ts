import { describe, expect, test } from "vitest";
import {
  openAddressBar,
  takeKey,
  type AddressWindow,
  formatView,
  parseView,
} from "../../../../client/agent/desk/address.ts";
import type { View } from "../../../../schema/presentation/presentation.ts";

const VIEWS: readonly View[] = [
  { screen: "masterplan", masterplan: "aerial" },
  { screen: "building", building: "b" },
  { screen: "floor", building: "b", floor: -1 },
  { screen: "layouts" },
  { screen: "layout", layout: "2c" },
  { screen: "unit", unit: "b-1204" },
  { screen: "unit", unit: "b-1204", tab: "payment" },
  { screen: "gallery", image: "pool" },
  { screen: "compare", units: ["b-1", "b-2"] },
  { screen: "shortlist" },
];

function openWindow(address: string) {
  const url = new URL(address, "http://host");
  const stack = [url];
  const listeners = new Set<() => void>();
  const here = () => stack.at(-1) ?? url;
  const page: AddressWindow = {
    get location() {
      return here();
    },
    history: {
      pushState: (_data, _title, next) => {
        stack.push(new URL(String(next), here()));
      },
      replaceState: (_data, _title, next) => {
        stack[stack.length - 1] = new URL(String(next), here());
      },
    },
    addEventListener: (_type, listener) => listeners.add(listener),
    removeEventListener: (_type, listener) => listeners.delete(listener),
  };
  const back = () => {
    stack.pop();
    for (const listener of listeners) listener();
  };
  return { page, back, href: () => here().href, steps: () => stack.length };
}

describe("a view in a URL", () => {
  test.each(VIEWS)("$screen comes back as it was", (view) => {
    expect(parseView(formatView(view))).toEqual(view);
  });

  test.each([
    "",
    "unit",
    "unit:",
    "floor:b",
    "floor:b/x",
    "compare:",
    "compare:a,a",
    "nowhere:x",
    "unit:b/x",
    "unit:b/",
  ])("%j is no view", (text) => expect(parseView(text)).toBeUndefined());
});

describe("the address", () => {
  test("is read at first, pushed forward, and taken back by the browser", () => {
    const { page, back, href } = openWindow("/agent?project=lagoon&view=layouts");
    const address = openAddressBar(page);
    expect(address.current.get()).toEqual({ project: "lagoon", view: { screen: "layouts" } });
    address.go({ project: "lagoon", view: { screen: "unit", unit: "b-1204" } });
    expect(href()).toBe("http://host/agent?project=lagoon&view=unit:b-1204");
    back();
    expect(address.current.get().view).toEqual({ screen: "layouts" });
  });

  test("adds no history entry when replaced or unchanged", () => {
    const { page, steps } = openWindow("/agent");
    const address = openAddressBar(page);
    address.replace({ project: "lagoon", view: { screen: "layouts" } });
    address.go({ project: "lagoon", view: { screen: "layouts" } });
    expect(steps()).toBe(1);
  });

  test("removes the sign-in key at once", () => {
    const { page, href } = openWindow("/agent?project=lagoon#key=secret");
    expect(takeKey(page)).toBe("secret");
    expect(href()).toBe("http://host/agent?project=lagoon");
    expect(takeKey(page)).toBeUndefined();
  });
});
