import * as v from "valibot";
import { expect, test } from "vitest";
import { isHome, standsOnGround, UNIT_KINDS } from "../../../schema/values/unitKinds.ts";
import { ListMapping } from "../../../schema/list/mapping.ts";

test("a mapping contains only a person's choices", () => {
  const mapping = {
    columns: { "Unit No": "number", Remarks: "leave-out" },
    statuses: { "SPA signed": "sold", Management: "held-back" },
    floors: { Mezz: 1 },
    sheets: { "Tower B": { building: "b", headerRow: 3 }, Notes: { skip: true } },
    areaUnit: "sqft",
  };
  expect(v.parse(ListMapping, mapping)).toEqual(mapping);
  expect(v.parse(ListMapping, {})).toEqual({});
});

test.each([
  { columns: { Price: "cost" } },
  { statuses: { gone: "maybe" } },
  { letters: { "1": "price" } },
  { floors: { G: "ground" } },
  { colour: {} },
])("%j is not a mapping", (mapping) => {
  expect(v.safeParse(ListMapping, mapping).success).toBe(false);
});

test("parking, storage and commercial are not homes; villas, townhouses and plots are on the ground", () => {
  expect(UNIT_KINDS.filter((kind) => isHome({ kind }))).toEqual(["villa", "townhouse", "plot"]);
  expect(UNIT_KINDS.filter((kind) => standsOnGround({ kind }))).toEqual([
    "villa",
    "townhouse",
    "plot",
  ]);
  expect([isHome({}), standsOnGround({})]).toEqual([true, false]);
});
