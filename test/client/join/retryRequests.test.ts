import { describe, expect, test } from "vitest";
import { openJoinFlow } from "../../../client/join/joinFlow.ts";
import { PATIENCE_MS } from "../../../client/join/retryRequests.ts";
import { ASK_AGAIN_MS } from "../../../client/session/askAgain.ts";
import { succeed } from "../../../schema/values/result.ts";
import {
  FakeDoor,
  invitation,
  LOOKING,
  openFakeEntrance,
  preview,
  refuse,
  settled,
} from "./fakeDoor.ts";

/** `unreadable`: a captive portal answered. */
describe.each(["network", "unreadable"] as const)("while there is no network: %s", (code) => {
  test("the join page stays and shows that, and continues by itself when there is one", async () => {
    const { clock, api, joinFlow } = openFakeEntrance();
    api.previews = refuse(code);
    const looking = joinFlow.look();
    await settled();
    expect(joinFlow.state.get()).toEqual({ ...LOOKING, atDoor: true, offline: true });
    clock.advance(ASK_AGAIN_MS);
    await settled();
    expect(api.asked).toEqual(["preview s3cret", "preview s3cret"]);
    api.previews = succeed(preview);
    clock.advance(ASK_AGAIN_MS);
    await looking;
    expect(joinFlow.state.get()).toMatchObject({ kind: "door", offline: false });
  });

  test("the request is repeated at once when the page or the network returns", async () => {
    const { clock, page, api, joinFlow } = openFakeEntrance();
    api.previews = refuse(code);
    const looking = joinFlow.look();
    await settled();
    api.previews = succeed(preview);
    page.comeBack();
    await looking;
    expect(joinFlow.state.get()).toMatchObject({ kind: "door", offline: false });
    clock.advance(ASK_AGAIN_MS * 3);
    expect(api.asked).toHaveLength(2);
  });

  test("a submitted form joins as soon as possible", async () => {
    const { clock, api, joinFlow } = openFakeEntrance();
    await joinFlow.look();
    api.joins = refuse(code);
    const joining = joinFlow.join({ name: "Omar", pin: "" });
    await settled();
    expect(joinFlow.state.get()).toMatchObject({ kind: "door", joining: true, offline: true });
    api.joins = new FakeDoor().joins;
    clock.advance(ASK_AGAIN_MS);
    await joining;
    expect(api.asked.slice(1)).toEqual([
      'join {"secret":"s3cret","name":"Omar"}',
      'join {"secret":"s3cret","name":"Omar"}',
    ]);
    expect(joinFlow.state.get()).toMatchObject({ kind: "joined" });
  });
});

test("a slow server is reported while its answer is awaited", async () => {
  const { clock, page, api, visits, earlierJoins } = openFakeEntrance();
  const { promise, resolve } = Promise.withResolvers<typeof api.previews>();
  const joinFlow = openJoinFlow({
    invitation,
    api: {
      preview: () => promise,
      join: api.join.bind(api),
      self: api.self.bind(api),
      renew: api.renew.bind(api),
    },
    visits,
    earlierJoins,
    clock,
    page,
  });
  const looking = joinFlow.look();
  clock.advance(PATIENCE_MS);
  expect(joinFlow.state.get()).toEqual({ ...LOOKING, atDoor: true, offline: true });
  resolve(succeed(preview));
  await looking;
  expect(joinFlow.state.get()).toMatchObject({ kind: "door", offline: false });
});
