import { describe, expect, test } from "vitest";
import { changedSince } from "../../../client/replay/then.ts";
import { indexProject } from "../../../schema/catalogue/projectIndex.ts";
import type { Moment } from "../../../schema/history/moment.ts";
import { unitView } from "../../../schema/presentation/presentation.ts";
import { smallProject } from "../../support/room/project.ts";

const index = indexProject(smallProject);
/** Sold now. */
const HOME = "b1-1";
const view = unitView(HOME);
const status = (at: number, to: "available" | "reserved" | "sold"): Moment => ({
  at,
  node: "one",
  n: at,
  kind: "status",
  by: "agent",
  unit: HOME,
  status: to,
});

describe("a home's status at a time", () => {
  test("is the last status set by that time", () => {
    const moments = [status(10, "available"), status(20, "reserved"), status(30, "sold")];
    const at = (time: number) => changedSince(view, time, moments, [], index)[0];
    expect(at(10)?.was).toEqual({ status: "available" });
    expect(at(25)?.was).toEqual({ status: "reserved" });
    expect(at(30)).toBeUndefined();
  });

  test("is unknown before the first status that was set, whatever was stored afterwards", () => {
    const rows = [{ id: HOME, status: "reserved", price: 80_000_000 }] as const;
    const [home] = changedSince(view, 5, [status(10, "reserved")], rows, index);
    expect(home).toMatchObject({ isStatusUnknown: true, was: { price: 80_000_000 } });
    expect(home?.was.status).toBeUndefined();
    const [kept] = changedSince(view, 5, [], rows, index);
    expect(kept).toMatchObject({ isStatusUnknown: false, was: { status: "reserved" } });
  });
});
