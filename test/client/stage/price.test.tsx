import { describe, expect, test } from "vitest";
import { LikedList } from "../../../client/buyer/door/LikedList.tsx";
import { likedHomes } from "../../../client/buyer/door/liked.ts";
import type { UnitStatus } from "../../../schema/catalogue/catalogue.ts";
import {
  initialState,
  unitView,
  HOME_TABS,
  type View,
} from "../../../schema/presentation/presentation.ts";
import { indexProject } from "../../../schema/catalogue/projectIndex.ts";
import { shownPrice } from "../../../schema/catalogue/shownPrice.ts";
import { smallProject } from "../../support/room/project.ts";
import { renderEnglish, renderStage } from "../../support/browser/renderStage.tsx";

const SOLD = "b1-1";
const payment = { steps: [{ name: { en: "Now" }, percent: 100 }] };
/** Only the first home has its layout, and its price is unique. */
function indexWith(status: UnitStatus) {
  const [first, ...units] = smallProject.units;
  if (first === undefined) throw new Error("no home");
  const layouts = [...smallProject.layouts, { id: "s", name: { en: "S" }, bedrooms: 0, area: 35 }];
  const home = { ...first, status, price: 77_777_700, layout: "s" };
  return indexProject({ ...smallProject, payment, layouts, units: [home, ...units] });
}
const index = indexWith("sold");
const AMOUNT = /777,777|0\.78|22,222/;

const VIEWS: readonly View[] = [
  { screen: "building", building: "b1" },
  { screen: "floor", building: "b1", floor: 1 },
  { screen: "layouts" },
  { screen: "layout", layout: "s" },
  { screen: "compare", units: [SOLD, "b1-2"] },
  { screen: "shortlist" },
  ...HOME_TABS.map((tab) => unitView(SOLD, tab)),
];

test("a sold home has no price, even if the list has one", () => {
  expect(shownPrice({ status: "sold", price: 1 })).toBeUndefined();
  expect(shownPrice({ status: "reserved", price: 1 })).toBe(1);
  expect(shownPrice({ price: 1 })).toBe(1);
  expect(shownPrice({ status: "available" })).toBeUndefined();
});

describe.each(["phone", "desk"] as const)("on the %s", (form) => {
  test.each(VIEWS)("a sold home's price is nowhere: $screen $tab", async (view) => {
    const state = { ...initialState("small", view), shortlist: [SOLD] };
    const drawn = await renderStage(view, index, { form, state });
    expect(drawn).not.toMatch(AMOUNT);
  });

  test.each(["building", "floor"] as const)("nor in its sheet over a %s", async (screen) => {
    const view: View =
      screen === "floor" ? { screen, building: "b1", floor: 1 } : { screen, building: "b1" };
    const drawn = await renderStage(view, index, { form, over: { kind: "home", unit: SOLD } });
    expect(drawn).not.toMatch(AMOUNT);
  });

  test("the same home for sale has it, in the same places", async () => {
    const forSale = indexWith("reserved");
    const drawn = (view: View) =>
      renderStage(view, forSale, {
        form,
        state: { ...initialState("small", view), shortlist: [SOLD] },
      });
    for (const view of [unitView(SOLD), { screen: "shortlist" } as const]) {
      expect(await drawn(view)).toMatch(AMOUNT);
    }
  });
});

test("the homes that a buyer liked are kept with their status, and the sold one says so", async () => {
  const liked = likedHomes(new Set([SOLD, "b1-2"]), index);
  const drawn = await renderEnglish(<LikedList liked={liked} />);
  expect(drawn).not.toMatch(AMOUNT);
  expect(drawn).toContain("Sold");
  expect(drawn).toContain("1,500,000");
});
