import { describe, expect, test } from "vitest";
import { openStorage, type KeyValueStorage } from "../../../client/base/storage.ts";

const refuse = (): never => {
  throw new DOMException("denied", "SecurityError");
};

function mapStorage(): KeyValueStorage & { readonly values: Map<string, string> } {
  const values = new Map<string, string>();
  return {
    values,
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  };
}

describe("trap 29: a storage that the browser refuses", () => {
  test.each<[string, () => KeyValueStorage]>([
    ["when it is read", refuse],
    ["when it is used", () => ({ getItem: refuse, setItem: refuse, removeItem: refuse })],
  ])("%s, keeps values as long as the page", (_when, real) => {
    const storage = openStorage(real);
    expect(storage.getItem("a")).toBeNull();
    storage.setItem("a", "1");
    expect(storage.getItem("a")).toBe("1");
    storage.removeItem("a");
    expect(storage.getItem("a")).toBeNull();
  });

  test("that is full shows the value written last, not the stored one", () => {
    const real = mapStorage();
    const storage = openStorage(() => real);
    storage.setItem("a", "old");
    const full = openStorage(() => ({ ...real, setItem: refuse }));
    full.setItem("a", "new");
    expect(full.getItem("a")).toBe("new");
    full.removeItem("a");
    expect(full.getItem("a")).toBeNull();
  });
});

test("a storage that works is the browser's own", () => {
  const real = mapStorage();
  const storage = openStorage(() => real);
  storage.setItem("a", "1");
  expect(real.values.get("a")).toBe("1");
  storage.removeItem("a");
  expect(real.values.size).toBe(0);
});
