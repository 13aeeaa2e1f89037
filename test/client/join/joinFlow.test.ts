import { beforeEach, describe, expect, test } from "vitest";
import { openEntrance } from "../../../client/join/joinFlow.ts";
import type { Visit } from "../../../client/join/keptVisit.ts";
import { succeed } from "../../../schema/result.ts";
import {
  EXPIRES_AT,
  invitation,
  LATER,
  LOOKING,
  openFakeEntrance,
  preview,
  refuse,
  settled,
} from "./fakeDoor.ts";

const visit: Visit = {
  token: "token-0",
  room: "room-1",
  expiresAtMs: Date.parse(EXPIRES_AT),
  preview,
};
const anonymous = { name: "", pin: "" };

type Fakes = ReturnType<typeof openFakeEntrance>;
let clock: Fakes["clock"];
let page: Fakes["page"];
let api: Fakes["api"];
let visits: Fakes["visits"];
let earlierJoins: Fakes["earlierJoins"];
let entrance: Fakes["entrance"];
const refusal = () => {
  const state = entrance.state.get();
  return state.kind === "refused" ? state.refusal.kind : `no refusal: ${state.kind}`;
};

beforeEach(() => {
  ({ clock, page, api, visits, earlierJoins, entrance } = openFakeEntrance());
});

describe("a first visit", () => {
  test("looking shows the door and joins nothing", async () => {
    await entrance.look();
    expect(entrance.state.get()).toEqual({
      kind: "door",
      preview,
      joining: false,
      wrongPin: false,
      offline: false,
    });
    expect(api.asked).toEqual(["preview s3cret"]);
  });

  test("a tap joins, once, and is busy meanwhile", async () => {
    await entrance.look();
    const joining = entrance.join({ name: "  Omar ", pin: "1234" });
    expect(entrance.state.get()).toMatchObject({ kind: "door", joining: true });
    await Promise.all([joining, entrance.join(anonymous)]);
    expect(api.asked.slice(1)).toEqual(['join {"secret":"s3cret","name":"Omar"}']);
    expect(entrance.state.get()).toMatchObject({ kind: "joined", visit: { token: "token-1" } });
    expect(visits.read("p1")?.token).toBe("token-1");
  });

  test("a PIN is sent where one is asked for; a wrong one is told at the door", async () => {
    api.previews = succeed({ ...preview, pin: true });
    api.joins = refuse("wrong_pin");
    await entrance.look();
    await entrance.join({ name: "", pin: "0000" });
    expect(api.asked.at(-1)).toBe('join {"secret":"s3cret","pin":"0000"}');
    expect(entrance.state.get()).toMatchObject({ kind: "door", wrongPin: true, joining: false });
  });

  test("the door is shown while it looks, and a tap then joins as soon as it opens", async () => {
    expect(entrance.state.get()).toEqual({ ...LOOKING, atDoor: true });
    const looking = entrance.look();
    const knocked = entrance.join({ name: "Omar", pin: "" });
    expect(entrance.state.get()).toEqual({ ...LOOKING, atDoor: true, joining: true });
    expect(api.asked).toEqual(["preview s3cret"]);
    await Promise.all([looking, knocked]);
    expect(api.asked.at(-1)).toBe('join {"secret":"s3cret","name":"Omar"}');
    expect(entrance.state.get()).toMatchObject({ kind: "joined" });
  });

  test("a tap before the door opens waits where a PIN is asked for", async () => {
    api.previews = succeed({ ...preview, pin: true });
    const looking = entrance.look();
    await entrance.join({ name: "Omar", pin: "" });
    await looking;
    expect(entrance.state.get()).toMatchObject({ kind: "door", joining: false });
    expect(api.asked).toEqual(["preview s3cret"]);
  });

  test("a tap at a door that stays shut is forgotten", async () => {
    api.previews = refuse("full");
    const looking = entrance.look();
    await entrance.join({ name: "Omar", pin: "" });
    await looking;
    expect(refusal()).toBe("full");
    api.previews = succeed(preview);
    const again = entrance.look();
    expect(entrance.state.get()).toMatchObject({ kind: "looking", atDoor: false });
    await again;
    expect(entrance.state.get()).toMatchObject({ kind: "door", joining: false });
  });

  test("no door is shown to somebody who goes on with a visit, or has no whole link", () => {
    visits.keep("p1", visit);
    const going = openEntrance({ invitation, api, visits, earlierJoins, clock, page });
    const lost = openEntrance({ invitation: undefined, api, visits, earlierJoins, clock, page });
    for (const { state } of [going, lost]) expect(state.get()).toMatchObject({ atDoor: false });
  });

  test("what is no link asks nobody", async () => {
    entrance = openEntrance({ invitation: undefined, api, visits, earlierJoins, clock, page });
    await entrance.look();
    expect(refusal()).toBe("wrong_link");
    expect(api.asked).toEqual([]);
  });

  test.each([
    ["wrong_secret", "wrong_link"],
    ["expired", "expired"],
    ["ended", "ended"],
    ["too_many_attempts", "too_many_attempts"],
  ] as const)("a link refused with %s shows %s", async (code, page) => {
    api.previews = refuse(code);
    await entrance.look();
    expect(refusal()).toBe(page);
  });

  test("trying again after a full room leads to the door", async () => {
    api.joins = refuse("full");
    await entrance.look();
    await entrance.join(anonymous);
    expect(entrance.state.get()).toMatchObject({ refusal: { kind: "full" }, preview });
    await entrance.look();
    expect(entrance.state.get().kind).toBe("door");
  });

  test("the answer to an older question is not heard", async () => {
    const first = entrance.look();
    api.previews = refuse("ended");
    const second = entrance.look();
    await Promise.all([first, second]);
    expect(refusal()).toBe("ended");
  });
});

describe("a buyer who joined before on this device", () => {
  const joinAs = async (name: string) => {
    await entrance.look();
    await entrance.join({ name, pin: "" });
    entrance.leave();
    return api.asked.at(-1);
  };

  test("trap 58: continues the visit, under the same name or none", async () => {
    const returning = '"token":"token-1"}';
    expect(await joinAs("Omar")).not.toContain("token");
    expect(await joinAs("Omar ")).toContain(returning);
    expect(await joinAs("")).toContain(returning);
    expect(await joinAs("Omar")).toContain(returning);
    expect(await joinAs("Layla")).not.toContain("token");
  });

  test("joins anew once the presentation is over", async () => {
    await joinAs("Omar");
    expect(earlierJoins.tokenOf("p1", "Omar")).toBe("token-1");
    api.previews = refuse("ended");
    await entrance.look();
    expect(earlierJoins.tokenOf("p1", "Omar")).toBeUndefined();
  });
});

describe("a reload", () => {
  beforeEach(() => {
    visits.keep("p1", visit);
    entrance = openEntrance({ invitation, api, visits, earlierJoins, clock, page });
  });

  test("goes on without asking, with the present expiry", async () => {
    await entrance.look();
    expect(api.asked).toEqual(["self token-0"]);
    expect(entrance.state.get()).toEqual({
      kind: "joined",
      visit: { ...visit, expiresAtMs: Date.parse(LATER) },
    });
  });

  test("renews a spent token", async () => {
    api.selves = refuse("unauthorized");
    await entrance.look();
    expect(api.asked).toEqual(["self token-0", "renew token-0"]);
    expect(entrance.state.get()).toMatchObject({ kind: "joined", visit: { token: "token-2" } });
    expect(visits.read("p1")?.token).toBe("token-2");
  });

  test("asks to join again when the token cannot be renewed", async () => {
    api.selves = refuse("unauthorized");
    api.renewals = refuse("unauthorized");
    await entrance.look();
    expect(entrance.state.get().kind).toBe("door");
    expect(visits.read("p1")).toBeUndefined();
  });

  test("without a network keeps the visit and goes on when it is back", async () => {
    api.selves = refuse("network");
    const looking = entrance.look();
    await settled();
    expect(entrance.state.get()).toEqual({ ...LOOKING, atDoor: false, offline: true });
    expect(visits.read("p1")).toEqual(visit);
    api.selves = refuse("unauthorized");
    page.comeBack();
    await looking;
    expect(entrance.state.get()).toMatchObject({ kind: "joined", visit: { token: "token-2" } });
  });

  test("of an ended viewing says so with the development that it showed", async () => {
    api.selves = refuse("ended");
    await entrance.look();
    expect(entrance.state.get()).toEqual({
      kind: "refused",
      refusal: { kind: "ended" },
      preview,
    });
    expect(visits.read("p1")).toBeUndefined();
  });
});

describe("inside", () => {
  beforeEach(async () => {
    await entrance.look();
    await entrance.join(anonymous);
  });

  test("the end is told, and the token forgotten", () => {
    entrance.meet({ kind: "page", refusal: { kind: "ended" } });
    expect(refusal()).toBe("ended");
    expect(visits.read("p1")).toBeUndefined();
  });

  test("a token that the room no longer takes is renewed by looking again", async () => {
    api.selves = refuse("unauthorized");
    entrance.meet({ kind: "token_spent" });
    await expect
      .poll(() => entrance.state.get())
      .toMatchObject({
        kind: "joined",
        visit: { token: "token-2" },
      });
  });

  test("the room's own renewal is kept for a reload", async () => {
    await expect(entrance.renewToken()).resolves.toBe("token-2");
    expect(visits.read("p1")?.token).toBe("token-2");
  });

  test("a renewal that fails rejects with what the server said, or that it said nothing", async () => {
    api.renewals = refuse("ended");
    await expect(entrance.renewToken()).rejects.toMatchObject({ code: "ended", status: 410 });
    api.renewals = refuse("network");
    await expect(entrance.renewToken()).rejects.toMatchObject({ code: "network", status: 0 });
  });

  test("leaving forgets the token; what the room says later is not heard", () => {
    entrance.leave();
    entrance.meet({ kind: "page", refusal: { kind: "ended" } });
    expect(entrance.state.get()).toEqual({ kind: "left", preview });
    expect(visits.read("p1")).toBeUndefined();
  });
});
