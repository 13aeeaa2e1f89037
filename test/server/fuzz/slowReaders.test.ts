import { expect, test } from "vitest";
import * as Y from "yjs";
import { openWriter } from "../../../schema/presentation/document.ts";
import { encodeAwareness, encodeUpdate } from "../../../server/protocol/encodeFrames.ts";
import { awarenessFromFrames, openTestRoom } from "../../support/room/roomHarness.ts";

const BEHIND = 300 * 1024;
const state = (clientId: number, clock: number, fields: object) =>
  encodeAwareness([{ clientId, clock, state: JSON.stringify(fields) }]);

test("trap 8: a slow reader receives a missed departure once it has caught up", () => {
  const { room, join, clock } = openTestRoom();
  const [agent, slow] = [join("agent"), join("buyer")];
  agent.send(state(7, 1, {}));
  slow.connection.backlog = BEHIND;
  room.leave(agent.participant);
  clock.advance(5000);
  expect(awarenessFromFrames(slow.connection.frames).at(-1)?.state).not.toBeNull();
  slow.connection.backlog = 0;
  clock.advance(1000);
  room.sweep();
  expect(awarenessFromFrames(slow.connection.frames).at(-1)).toMatchObject({
    clientId: 7,
    state: null,
  });
});

test("trap 18: a slow reader has the latest pointer once it has caught up", () => {
  const { room, join, clock } = openTestRoom();
  const [agent, slow] = [join("agent"), join("buyer")];
  agent.send(state(7, 1, {}));
  slow.connection.backlog = BEHIND;
  clock.advance(100);
  agent.send(state(7, 2, { highlight: { anchor: "unit:b1-1" } }));
  slow.connection.backlog = 0;
  clock.advance(1000);
  room.sweep();
  expect(awarenessFromFrames(slow.connection.frames).at(-1)?.state).toMatchObject({
    highlight: { anchor: "unit:b1-1" },
  });
});

test("trap 6: a client id that writes the document belongs to its agent, even before its first awareness", () => {
  const { document, join } = openTestRoom();
  const [agent, thief] = [join("agent"), join("buyer")];
  const doc = new Y.Doc();
  Y.applyUpdate(doc, document.snapshot());
  const before = Y.encodeStateVector(doc);
  openWriter(doc).write({ view: { screen: "layouts" } });
  agent.send(encodeUpdate(Y.encodeStateAsUpdate(doc, before)));
  thief.send(state(doc.clientID, 1, {}));
  expect(thief.participant.own).toBeUndefined();
  agent.send(state(doc.clientID, 1, {}));
  expect(agent.participant.own?.clientId).toBe(doc.clientID);
});
