import { expect, test } from "vitest";
import {
  namesHiddenUnits,
  openBuyerIndex,
  visibleState,
} from "../../../../client/agent/desk/hiddenUnits.ts";
import type { PresentationChange } from "../../../../schema/presentation/changes.ts";
import { initialState, type View } from "../../../../schema/presentation/presentation.ts";
import { firstView, indexProject } from "../../../../schema/catalogue/projectIndex.ts";
import { smallProject } from "../../../support/room/project.ts";

const HIDDEN = "b1-2";
const index = indexProject({
  ...smallProject,
  aspects: [...smallProject.aspects, { id: "helipad", name: { en: "Helipad" } }],
  units: smallProject.units.map((unit) =>
    unit.id === HIDDEN
      ? Object.assign({}, unit, { hidden: true as const, aspects: ["helipad"] })
      : unit,
  ),
});
const buyerIndex = openBuyerIndex()(index);
const unit = (id: string): View => ({ screen: "unit", unit: id });

test("the buyers' index has no held back homes, and is the same object for the same index", () => {
  const shownOf = openBuyerIndex();
  expect(shownOf(index)).toBe(shownOf(index));
  expect(buyerIndex.units.has(HIDDEN)).toBe(false);
  const open = indexProject(smallProject);
  expect(shownOf(open)).toBe(open);
});

test.each<[PresentationChange, boolean]>([
  [{ view: unit(HIDDEN) }, true],
  [{ view: { screen: "compare", units: ["b1-1", HIDDEN] } }, true],
  [{ shortlist: { add: [HIDDEN] } }, true],
  [{ filters: { aspects: ["helipad"] } }, true],
  [{ filters: { bedrooms: [1], aspects: [] } }, false],
  [{ camera: { target: `unit:${HIDDEN}`, x: 0, y: 0, zoom: 1 } }, true],
  [{ view: unit("b1-1"), shortlist: { add: ["b1-11"], remove: [HIDDEN] } }, false],
  [{ camera: undefined }, false],
])("%j is held back: %s", (change, expected) => {
  expect(namesHiddenUnits(change, buyerIndex)).toBe(expected);
});

test("resuming at a held back home leaves the buyers at their view", () => {
  const local = { ...initialState("small", unit(HIDDEN)), shortlist: [HIDDEN, "b1-1"] };
  const held = { view: unit("b1-12"), camera: undefined };
  expect(visibleState(local, buyerIndex, held)).toMatchObject({
    view: held.view,
    shortlist: ["b1-1"],
  });
  expect(visibleState(local, buyerIndex).view).toEqual(firstView(index.project));
  expect(visibleState(local, buyerIndex, { view: unit(HIDDEN), camera: undefined }).view).toEqual(
    firstView(index.project),
  );
  const plain = initialState("small", unit("b1-11"));
  expect(visibleState(plain, buyerIndex, held)).toBe(plain);
});
