import { describe, expect, test } from "vitest";
import { flipStatus } from "../../../../client/agent/desk/statusFlip.ts";
import { ApiError } from "../../../../client/session/api.ts";
import { mergeUnits } from "../../../../client/session/pollUnits.ts";
import { createStore } from "../../../../client/base/store.ts";
import type { UnitStatus } from "../../../../schema/catalogue/catalogue.ts";
import { indexProject } from "../../../../schema/catalogue/projectIndex.ts";

const project = indexProject({
  id: "lagoon",
  name: { en: "Lagoon" },
  currency: "AED",
  digits: 2,
  areaUnit: "m2",
  masterplans: [],
  buildings: [],
  plans: [],
  layouts: [],
  aspects: [],
  gallery: [],
  units: [
    { id: "b-1", building: "b", floor: 1, number: "1", span: 1, aspects: [], status: "available" },
  ],
});

/** A server that answers each attempt with the next error; `theirs`: the status after a refresh. */
function open(answers: readonly (ApiError | undefined)[], theirs: UnitStatus = "available") {
  const index = createStore(project);
  const shown: (UnitStatus | undefined)[] = [];
  const waiting = [...answers];
  let confirmed: UnitStatus = "available";
  let override: UnitStatus | undefined;
  const show = () => index.set(mergeUnits(project, [{ id: "b-1", status: override ?? confirmed }]));
  const flip = (status: UnitStatus) =>
    flipStatus(
      {
        project: "lagoon",
        api: {
          setStatus: async (_project, _unit, next) => {
            shown.push(index.get().units.get("b-1")?.status);
            const error = waiting.shift();
            confirmed = error === undefined ? next : theirs;
            if (error !== undefined) throw error;
          },
        },
        poll: {
          index,
          etag: () => "v1",
          refresh: async () => show(),
          override: (_unit, next) => {
            override = next;
            show();
          },
        },
      },
      "b-1",
      status,
    );
  return { flip, shown, status: () => index.get().units.get("b-1")?.status };
}
const stale = new ApiError("stale", 409);

describe("changing a status", () => {
  test("shows it before the server answers and keeps it after", async () => {
    const { flip, shown, status } = open([undefined]);
    expect(await flip("sold")).toEqual({ kind: "done" });
    expect([shown, status()]).toEqual([["sold"], "sold"]);
  });

  test("retries by itself when another home had changed", async () => {
    const { flip, shown, status } = open([stale, undefined]);
    expect(await flip("sold")).toEqual({ kind: "done" });
    expect([shown.length, status()]).toEqual([2, "sold"]);
  });

  test("shows the other status when this home was changed by somebody else", async () => {
    const { flip, shown, status } = open([stale], "reserved");
    expect(await flip("sold")).toEqual({ kind: "changed", status: "reserved" });
    expect([shown.length, status()]).toEqual([1, "reserved"]);
  });

  test("is undone when the server does not answer", async () => {
    const { flip, status } = open([new ApiError("network", 0)]);
    expect(await flip("sold")).toMatchObject({ kind: "failed", error: { code: "network" } });
    expect(status()).toBe("available");
  });
});
