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

test("a page in sight is told of every change", () => {
  const { store, told } = openHalf();
  store.set("tower");
  store.set("home");
  expect(told).toEqual(["tower", "home"]);
});

test("a hidden page is told nothing and keeps what it showed, until it is looked at again", () => {
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

test("who has stopped hears nothing more, neither of changes nor of the page", () => {
  const { store, page, told, stop } = openHalf();
  stop();
  store.set("tower");
  page.setHidden(true);
  page.setHidden(false);
  expect(told).toEqual([]);
});
