import { expect, test } from "vitest";
import { createStore } from "../../../../client/base/store.ts";
import { whileSeen } from "../../../../client/session/room/whileSeen.ts";
import { createFakePage } from "../fakes.ts";

function openHalf() {
  const [store, page] = [createStore("masterplan"), createFakePage()];
  const seen = whileSeen(store, page);
  const told: string[] = [];
  const stop = seen.subscribe(() => told.push(seen.get()));
  return { store, page, seen, told, stop };
}

test("a visible page is notified of every change", () => {
  const { store, told } = openHalf();
  store.set("tower");
  store.set("home");
  expect(told).toEqual(["tower", "home"]);
});

test("a hidden page is not notified and keeps its value until it is visible again", () => {
  const { store, page, seen, told } = openHalf();
  page.setHidden(true);
  store.set("tower");
  store.set("home");
  expect(told).toEqual([]);
  expect(seen.get()).toBe("masterplan");
  page.setHidden(false);
  expect(told).toEqual(["home"]);
  expect(seen.get()).toBe("home");
});

test("a stopped reader is notified neither of changes nor of the page", () => {
  const { store, page, told, stop } = openHalf();
  stop();
  store.set("tower");
  page.setHidden(true);
  page.setHidden(false);
  expect(told).toEqual([]);
});
