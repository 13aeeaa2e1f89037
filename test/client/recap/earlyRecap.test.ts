import { afterEach, expect, test, vi } from "vitest";
import { keepEarlierJoins } from "../../../client/join/earlierJoins.ts";
import { askEarly } from "../../../client/recap/early/earlyRecap.ts";
import { createRecapApi } from "../../../client/recap/flow/recapApi.ts";
import { openRecapFlow } from "../../../client/recap/flow/recapFlow.ts";
import { createFakeStorage } from "../join/fakeDoor.ts";
import { createFakeClock, createFakePage } from "../session/fakes.ts";

afterEach(() => vi.unstubAllGlobals());

function openPage(pathname: string, hash: string, base = "") {
  const asked: string[] = [];
  const storage = createFakeStorage();
  vi.stubGlobal("location", { pathname, hash });
  const events = { addEventListener: () => undefined, removeEventListener: () => undefined };
  vi.stubGlobal("document", { documentElement: { dataset: { base } }, ...events });
  vi.stubGlobal("window", { localStorage: storage, ...events });
  vi.stubGlobal("fetch", (url: string, init: RequestInit) => {
    asked.push(`${url} ${init.body as string}`);
    const body = JSON.stringify({ code: "wrong_pin" });
    const headers = { "content-type": "application/problem+json" };
    return Promise.resolve(new Response(body, { status: 401, headers }));
  });
  return { asked, storage };
}

test("a recap is requested once before its scripts load, with this device's visit and consent", async () => {
  const { asked, storage } = openPage("/live/r/p1", "#s3cret", "/live");
  const earlierJoins = keepEarlierJoins(storage);
  earlierJoins.keep("p1", "Olga", "room-token");
  storage.setItem("offplan.recap.counted.p1", "1");
  const early = askEarly();
  if (early === undefined) throw new Error("nothing was asked");
  const body = '{"secret":"s3cret","token":"room-token","isCounted":true,"withoutMoments":true}';
  expect(asked).toEqual([`/live/api/recaps/p1/open ${body}`]);

  const flow = openRecapFlow({
    invitation: { id: "p1", secret: "s3cret" },
    api: createRecapApi(early),
    earlierJoins,
    storage,
    clock: createFakeClock(),
    page: createFakePage(),
  });
  await flow.look();
  expect(flow.state.get()).toMatchObject({ kind: "pin", wrong: false });
  expect(asked).toHaveLength(1);
  await flow.enterPin("4711");
  expect(asked).toHaveLength(2);
});

test("nothing is requested for an incomplete link", () => {
  const { asked } = openPage("/r/p1", "");
  expect(askEarly()).toBeUndefined();
  openPage("/p/p1", "#s3cret");
  expect(askEarly()).toBeUndefined();
  expect(asked).toEqual([]);
});
