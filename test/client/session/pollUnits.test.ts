import { describe, expect, test } from "vitest";
import { ApiError, type Versioned } from "../../../client/session/api.ts";
import { pollUnits } from "../../../client/session/pollUnits.ts";
import type { UnitsResponse } from "../../../schema/protocol/api.ts";
import type { Project, Unit } from "../../../schema/catalogue/catalogue.ts";
import { indexProject } from "../../../schema/catalogue/projectIndex.ts";
import { createFakeClock, createFakePage } from "./fakes.ts";

const unit = (number: string): Unit => ({
  id: `b-${number}`,
  building: "b",
  floor: 1,
  number,
  span: 1,
  aspects: [],
  status: "available",
});
const project: Project = {
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
  units: [unit("1"), unit("2")],
};
type Answer = Versioned<UnitsResponse> | ApiError | undefined;

/** Settles the promises of one answer without advancing the clock. */
const settle = async () => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

function open(...answers: readonly Answer[]) {
  const clock = createFakeClock();
  const page = createFakePage();
  const asked: (string | undefined)[] = [];
  const units = async (_project: string, etag?: string) => {
    const answer = answers[asked.length];
    asked.push(etag);
    if (answer instanceof ApiError) throw answer;
    return answer;
  };
  const server = { project: (): Promise<Project> => Promise.reject(new ApiError("network", 0)) };
  const api = { units, project: () => server.project() };
  const poll = pollUnits({ index: indexProject(project), api, clock, page });
  return {
    server,
    clock,
    page,
    asked,
    poll,
    statusOf: (id: string) => poll.index.get().units.get(id)?.status,
  };
}
const sold = (id: string, etag: string): Answer => ({
  body: { units: [{ id, status: "sold" }] },
  etag,
});

describe("another list", () => {
  const changed: Project = { ...project, revision: "r2", units: [unit("2"), unit("3")] };
  const answer: Answer = {
    body: { revision: "r2", units: [{ id: "b-2", status: "sold" }, { id: "b-3" }] },
    etag: "v2",
  };

  test("is read whole when its revision changes, and shown with the answer's statuses", async () => {
    const { server, poll, statusOf } = open(answer);
    server.project = async () => changed;
    await settle();
    expect([...poll.index.get().units.keys()]).toEqual(["b-2", "b-3"]);
    expect([statusOf("b-2"), poll.etag()]).toEqual(["sold", "v2"]);
  });

  test("is asked for again when it could not be read", async () => {
    const { server, clock, asked, poll } = open(answer, answer, undefined);
    await settle();
    expect(poll.index.get().units.has("b-1")).toBe(true);
    server.project = async () => changed;
    clock.advance(5_000);
    await settle();
    expect(poll.index.get().units.has("b-1")).toBe(false);
    server.project = () => expect.unreachable("it is here");
    clock.advance(2_500);
    await settle();
    expect(asked).toEqual([undefined, undefined, "v2"]);
  });
});

describe("polling statuses", () => {
  test("asks at once and every 2.5 s, each time from the last version", async () => {
    const { clock, asked, statusOf } = open(sold("b-1", "v1"), undefined, sold("b-2", "v2"));
    await settle();
    expect(statusOf("b-1")).toBe("sold");
    clock.advance(2_499);
    expect(asked).toEqual([undefined]);
    clock.advance(1);
    await settle();
    clock.advance(2_500);
    await settle();
    expect(asked).toEqual([undefined, "v1", "v1"]);
    expect(statusOf("b-2")).toBe("sold");
  });

  test("keeps the same project while nothing changed", async () => {
    const { clock, poll } = open(sold("b-1", "v1"), sold("b-1", "v1"));
    await settle();
    const before = poll.index.get();
    clock.advance(2_500);
    await settle();
    expect(poll.index.get()).toBe(before);
  });

  test("pauses while the page is hidden and asks when it is visible again", async () => {
    const { clock, page, asked } = open();
    await settle();
    page.setHidden(true);
    clock.advance(60_000);
    expect(asked).toHaveLength(1);
    page.setHidden(false);
    expect(asked).toHaveLength(2);
  });

  test("asks less often while the server does not answer, then at its usual rate", async () => {
    const down = new ApiError("network", 0);
    const { clock, asked } = open(down, down, undefined);
    await settle();
    clock.advance(2_500);
    expect(asked).toHaveLength(1);
    clock.advance(2_500);
    await settle();
    clock.advance(10_000);
    await settle();
    expect(asked).toHaveLength(3);
    clock.advance(2_500);
    expect(asked).toHaveLength(4);
  });

  test("shows an override over every answer until it is removed", async () => {
    const { clock, poll, statusOf } = open(undefined, sold("b-2", "v1"));
    await settle();
    poll.override("b-1", "reserved");
    clock.advance(2_500);
    await settle();
    expect([statusOf("b-1"), statusOf("b-2")]).toEqual(["reserved", "sold"]);
    poll.override("b-1", undefined);
    expect([statusOf("b-1"), statusOf("b-2")]).toEqual(["available", "sold"]);
  });

  test("stops when closed", async () => {
    const { clock, asked, poll } = open();
    await settle();
    poll.close();
    clock.advance(60_000);
    expect(asked).toHaveLength(1);
  });
});
