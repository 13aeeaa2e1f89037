import { beforeEach, describe, expect, test } from "vitest";
import { openJoinFlow } from "../../../client/join/joinFlow.ts";
import type { Visit } from "../../../client/join/keptVisit.ts";
import { succeed } from "../../../schema/values/result.ts";
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
let joinFlow: Fakes["joinFlow"];
const refusal = () => {
  const state = joinFlow.state.get();
  return state.kind === "refused" ? state.refusal.kind : `no refusal: ${state.kind}`;
};

beforeEach(() => {
  ({ clock, page, api, visits, earlierJoins, joinFlow } = openFakeEntrance());
});

describe("a first visit", () => {
  test("the preview shows the join page and joins nothing", async () => {
    await joinFlow.look();
    expect(joinFlow.state.get()).toEqual({
      kind: "door",
      preview,
      joining: false,
      wrongPin: false,
      offline: false,
    });
    expect(api.asked).toEqual(["preview s3cret"]);
  });

  test("a tap joins once, and is busy meanwhile", async () => {
    await joinFlow.look();
    const joining = joinFlow.join({ name: "  Omar ", pin: "1234" });
    expect(joinFlow.state.get()).toMatchObject({ kind: "door", joining: true });
    await Promise.all([joining, joinFlow.join(anonymous)]);
    expect(api.asked.slice(1)).toEqual(['join {"secret":"s3cret","name":"Omar"}']);
    expect(joinFlow.state.get()).toMatchObject({ kind: "joined", visit: { token: "token-1" } });
    expect(visits.read("p1")?.token).toBe("token-1");
  });

  test("a PIN is sent if required; a wrong one is reported on the join page", async () => {
    api.previews = succeed({ ...preview, pin: true });
    api.joins = refuse("wrong_pin");
    await joinFlow.look();
    await joinFlow.join({ name: "", pin: "0000" });
    expect(api.asked.at(-1)).toBe('join {"secret":"s3cret","pin":"0000"}');
    expect(joinFlow.state.get()).toMatchObject({ kind: "door", wrongPin: true, joining: false });
  });

  test("the join page is shown during the preview, and a tap then joins as soon as possible", async () => {
    expect(joinFlow.state.get()).toEqual({ ...LOOKING, atDoor: true });
    const looking = joinFlow.look();
    const knocked = joinFlow.join({ name: "Omar", pin: "" });
    expect(joinFlow.state.get()).toEqual({ ...LOOKING, atDoor: true, joining: true });
    expect(api.asked).toEqual(["preview s3cret"]);
    await Promise.all([looking, knocked]);
    expect(api.asked.at(-1)).toBe('join {"secret":"s3cret","name":"Omar"}');
    expect(joinFlow.state.get()).toMatchObject({ kind: "joined" });
  });

  test("a tap before the preview's answer waits if a PIN is required", async () => {
    api.previews = succeed({ ...preview, pin: true });
    const looking = joinFlow.look();
    await joinFlow.join({ name: "Omar", pin: "" });
    await looking;
    expect(joinFlow.state.get()).toMatchObject({ kind: "door", joining: false });
    expect(api.asked).toEqual(["preview s3cret"]);
  });

  test("a tap is dropped if joining is refused", async () => {
    api.previews = refuse("full");
    const looking = joinFlow.look();
    await joinFlow.join({ name: "Omar", pin: "" });
    await looking;
    expect(refusal()).toBe("full");
    api.previews = succeed(preview);
    const again = joinFlow.look();
    expect(joinFlow.state.get()).toMatchObject({ kind: "looking", atDoor: false });
    await again;
    expect(joinFlow.state.get()).toMatchObject({ kind: "door", joining: false });
  });

  test("no join page is shown when a visit continues or the link is incomplete", () => {
    visits.keep("p1", visit);
    const going = openJoinFlow({ invitation, api, visits, earlierJoins, clock, page });
    const lost = openJoinFlow({ invitation: undefined, api, visits, earlierJoins, clock, page });
    for (const { state } of [going, lost]) expect(state.get()).toMatchObject({ atDoor: false });
  });

  test("an invalid link makes no request", async () => {
    joinFlow = openJoinFlow({ invitation: undefined, api, visits, earlierJoins, clock, page });
    await joinFlow.look();
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
    await joinFlow.look();
    expect(refusal()).toBe(page);
  });

  test("trying again after a full room leads to the join page", async () => {
    api.joins = refuse("full");
    await joinFlow.look();
    await joinFlow.join(anonymous);
    expect(joinFlow.state.get()).toMatchObject({ refusal: { kind: "full" }, preview });
    await joinFlow.look();
    expect(joinFlow.state.get().kind).toBe("door");
  });

  test("the answer to an outdated request is ignored", async () => {
    const first = joinFlow.look();
    api.previews = refuse("ended");
    const second = joinFlow.look();
    await Promise.all([first, second]);
    expect(refusal()).toBe("ended");
  });
});

describe("a buyer who joined before on this device", () => {
  const joinAs = async (name: string) => {
    await joinFlow.look();
    await joinFlow.join({ name, pin: "" });
    joinFlow.leave();
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

  test("is not recorded where the buyer declines, and does not continue a stored visit", async () => {
    await joinAs("Omar");
    await joinFlow.look();
    joinFlow.leave();
    await joinFlow.look();
    await joinFlow.join({ name: "Omar", pin: "", withoutPart: true });
    expect(api.asked.at(-1)).toBe('join {"secret":"s3cret","name":"Omar","withoutPart":true}');
    expect(joinFlow.state.get()).toMatchObject({ kind: "joined", visit: { withoutPart: true } });
    expect(visits.read("p1")?.withoutPart).toBe(true);
  });

  test("keeps the visit once the presentation is over, and not once the link is invalid", async () => {
    await joinAs("Omar");
    expect(earlierJoins.tokenOf("p1", "Omar")).toBe("token-1");
    api.previews = refuse("ended");
    await joinFlow.look();
    expect(earlierJoins.tokenOf("p1", "Omar")).toBe("token-1");
    api.previews = refuse("withdrawn");
    await joinFlow.look();
    expect(earlierJoins.tokenOf("p1", "Omar")).toBeUndefined();
  });
});

describe("a reload", () => {
  beforeEach(() => {
    visits.keep("p1", visit);
    joinFlow = openJoinFlow({ invitation, api, visits, earlierJoins, clock, page });
  });

  test("continues without asking, with the current expiry", async () => {
    await joinFlow.look();
    expect(api.asked).toEqual(["self token-0"]);
    expect(joinFlow.state.get()).toEqual({
      kind: "joined",
      visit: { ...visit, expiresAtMs: Date.parse(LATER) },
    });
  });

  test("renews a spent token", async () => {
    api.selves = refuse("unauthorized");
    await joinFlow.look();
    expect(api.asked).toEqual(["self token-0", "renew token-0"]);
    expect(joinFlow.state.get()).toMatchObject({ kind: "joined", visit: { token: "token-2" } });
    expect(visits.read("p1")?.token).toBe("token-2");
  });

  test("asks to join again when the token cannot be renewed", async () => {
    api.selves = refuse("unauthorized");
    api.renewals = refuse("unauthorized");
    await joinFlow.look();
    expect(joinFlow.state.get().kind).toBe("door");
    expect(visits.read("p1")).toBeUndefined();
  });

  test("without a network keeps the visit and continues when it is back", async () => {
    api.selves = refuse("network");
    const looking = joinFlow.look();
    await settled();
    expect(joinFlow.state.get()).toEqual({ ...LOOKING, atDoor: false, offline: true });
    expect(visits.read("p1")).toEqual(visit);
    api.selves = refuse("unauthorized");
    page.comeBack();
    await looking;
    expect(joinFlow.state.get()).toMatchObject({ kind: "joined", visit: { token: "token-2" } });
  });

  test("of an ended viewing shows its end with the development", async () => {
    api.selves = refuse("ended");
    await joinFlow.look();
    expect(joinFlow.state.get()).toEqual({
      kind: "refused",
      refusal: { kind: "ended" },
      preview,
    });
    expect(visits.read("p1")).toBeUndefined();
  });
});

describe("in the room", () => {
  beforeEach(async () => {
    await joinFlow.look();
    await joinFlow.join(anonymous);
  });

  test("the end is shown, and the token deleted", () => {
    joinFlow.fail({ kind: "page", refusal: { kind: "ended" } });
    expect(refusal()).toBe("ended");
    expect(visits.read("p1")).toBeUndefined();
  });

  test("a token that the room refuses is renewed through another preview", async () => {
    api.selves = refuse("unauthorized");
    joinFlow.fail({ kind: "token_spent" });
    await expect
      .poll(() => joinFlow.state.get())
      .toMatchObject({
        kind: "joined",
        visit: { token: "token-2" },
      });
  });

  test("the room's own renewed token is stored for a reload", async () => {
    await expect(joinFlow.renewToken()).resolves.toBe("token-2");
    expect(visits.read("p1")?.token).toBe("token-2");
  });

  test("a failed renewal rejects with the server's problem, or with its absence", async () => {
    api.renewals = refuse("ended");
    await expect(joinFlow.renewToken()).rejects.toMatchObject({ code: "ended", status: 410 });
    api.renewals = refuse("network");
    await expect(joinFlow.renewToken()).rejects.toMatchObject({ code: "network", status: 0 });
  });

  test("leaving deletes the token; later messages of the room are ignored", () => {
    joinFlow.leave();
    joinFlow.fail({ kind: "page", refusal: { kind: "ended" } });
    expect(joinFlow.state.get()).toEqual({ kind: "left", preview });
    expect(visits.read("p1")).toBeUndefined();
  });
});
