import { afterEach, beforeEach, expect, test } from "vitest";
import { statusOf } from "../../../../client/buyer/viewing/viewingStatus.ts";
import { SHOWN_AFTER_MS } from "../../../../client/session/room/connection.ts";
import { AWAY_AFTER_MS } from "../../../../client/session/people/presence.ts";
import type { ViewerSession } from "../../../../client/session/types.ts";
import { openViewerSession } from "../../../../client/session/viewerSession.ts";
import { openWriter } from "../../../../schema/presentation/document.ts";
import { createFakeClock, createFakePage } from "../../session/fakes.ts";
import { openRoomServer, type RoomServer } from "../../session/roomServer.ts";
import { until } from "../../session/until.ts";

let server: RoomServer;
let viewer: ViewerSession;
let clock: ReturnType<typeof createFakeClock>;
beforeEach(async () => {
  clock = createFakeClock();
  server = await openRoomServer();
  viewer = openViewerSession({
    origin: server.origin,
    room: "room",
    token: "buyer",
    renewToken: async () => "renewed",
    page: createFakePage(),
    clock,
  });
  await until(viewer.connection, ({ kind }) => kind === "live");
});
afterEach(async () => {
  viewer.close();
  await server.close();
});

const anna = { role: "agent", name: "Anna" };
const lost = { ...anna, reach: "lost" };
const seen = (kind: string) => until(viewer.agent, (agent) => agent.kind === kind);
const status = () => {
  const viewingStatus = statusOf(
    {
      connection: viewer.connection.get(),
      agent: viewer.agent.get(),
      exploring: false,
      drawable: viewer.state.get() !== undefined,
      openedAtMs: 0,
    },
    clock.now(),
  );
  return viewingStatus.kind === "viewing"
    ? `${viewingStatus.status}${viewingStatus.stale ? ", held" : ""}`
    : viewingStatus.kind;
};

test("an agent whose server is unreachable is shown as a lost connection, and the view stays", async () => {
  server.awareness.setLocalState(anna);
  await seen("present");
  const view = viewer.state.get()?.view;
  server.awareness.setLocalState(lost);
  await seen("unreachable");
  expect(status()).toBe("presenting");
  clock.advance(SHOWN_AFTER_MS);
  expect(status()).toBe("reconnecting, held");
  expect(viewer.state.get()?.view).toEqual(view);
  clock.advance(AWAY_AFTER_MS * 4);
  expect(status()).toBe("reconnecting, held");
  server.awareness.setLocalState(anna);
  await seen("present");
  expect(status()).toBe("presenting");
});

test("a buyer who joins meanwhile sees the same, not that the agent has yet to come", async () => {
  server.awareness.setLocalState(lost);
  await seen("unreachable");
  clock.advance(SHOWN_AFTER_MS);
  expect(status()).toBe("reconnecting, held");
});

test("an agent who does not reappear is shown as away", async () => {
  server.awareness.setLocalState(lost);
  await seen("unreachable");
  server.awareness.setLocalState(null);
  // A later message has arrived, so this one has as well.
  openWriter(server.doc).write({ view: { screen: "shortlist" } });
  await until(viewer.state, (state) => state?.view.screen === "shortlist");
  clock.advance(AWAY_AFTER_MS);
  await seen("away");
  expect(status()).toBe("away, held");
});
