import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatAnchor, parseAnchor } from "../../../schema/presentation/anchors.ts";
import { anchorExists, findUnknownReference } from "../../../schema/presentation/references.ts";
import { initialState, type PresentationState } from "../../../schema/presentation/presentation.ts";
import { indexProject } from "../../../schema/catalogue/projectIndex.ts";
import { smallIndex, smallProject } from "../../support/room/project.ts";

describe("anchors", () => {
  test.each([
    "unit:b1-12",
    "building:b1",
    "plan:typical",
    "floor:b1/-2",
    "filter:price",
    "payment:0",
    "payment:12",
    "image:x.y",
    "orbit:tower",
    "panorama:living",
  ])("%s reads and writes back", (text) => {
    const anchor = parseAnchor(text);
    expect(anchor && formatAnchor(anchor)).toBe(text);
  });

  test.each([
    "",
    "unit",
    "unit:",
    "unit:a b",
    "floor:b1",
    "floor:b1/1/2",
    "floor:b1/x",
    "filter:colour",
    "payment:",
    "payment:-1",
    "payment:1.5",
    "payment:100",
    "user:1",
  ])("%j is no anchor", (text) => expect(parseAnchor(text)).toBeUndefined());

  test("any text is an anchor that writes back, or none", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const anchor = parseAnchor(text);
        return anchor === undefined || parseAnchor(formatAnchor(anchor)) !== undefined;
      }),
    );
  });
});

describe("references", () => {
  const state = initialState("small", { screen: "layouts" });

  test.each(["plan:typical", "typical", "masterplan:site", "lobby"])(
    "a camera may aim at %s",
    (target) => {
      const camera = { target, x: 0.5, y: 0.5, zoom: 2 };
      expect(findUnknownReference({ ...state, camera }, smallIndex)).toBeUndefined();
    },
  );

  test("things of the project are accepted", () => {
    expect(findUnknownReference(state, smallIndex)).toBeUndefined();
    expect(anchorExists({ kind: "floor", building: "b1", floor: 2 }, smallIndex)).toBe(true);
  });

  test("a step of payment is one of the project's plan, counted from 0", () => {
    const steps = [50, 50].map((percent) => ({ name: { en: "Step" }, percent }));
    const paid = indexProject({ ...smallProject, payment: { steps } });
    const exists = [0, 1, 2].map((step) => anchorExists({ kind: "payment", step }, paid));
    expect(exists).toEqual([true, true, false]);
    expect(anchorExists({ kind: "payment", step: 0 }, smallIndex)).toBe(false);
  });

  test.each([
    ["view", { view: { screen: "floor", building: "b1", floor: 9 } }],
    ["view", { view: { screen: "compare", units: ["b1-1", "b9-1"] } }],
    ["filters", { filters: { aspects: ["moon"] } }],
    ["shortlist/b9-9", { shortlist: ["b1-1", "b9-9"] }],
    ["camera", { camera: { target: "plan:none", x: 0, y: 0, zoom: 1 } }],
    ["camera", { camera: { target: "none", x: 0, y: 0, zoom: 1 } }],
    ["meta", { meta: { version: 1, project: "other" } }],
  ] satisfies readonly (readonly [string, Partial<PresentationState>])[])(
    "%s that names what is not there is found",
    (key, change) => {
      expect(findUnknownReference({ ...state, ...change }, smallIndex)).toBe(key);
    },
  );
});
