import { describe, expect, test } from "vitest";
import type * as Y from "yjs";
import { openWriter, readState } from "../../../../schema/presentation/document.ts";
import { encodeAwareness } from "../../../../server/protocol/encodeFrames.ts";
import {
  awarenessFromFrames,
  docFromFrames,
  openTestRoom,
  writeFrame,
} from "../../../support/room/roomHarness.ts";

const openUnit = (unit: string) => (doc: Y.Doc) =>
  openWriter(doc).write({ view: { screen: "unit", unit } });
const pointer = { pointer: { anchor: "unit:b1-1", x: 0.5, y: 0.5 } };
const pointing = encodeAwareness([{ clientId: 7, clock: 1, state: JSON.stringify(pointer) }]);
const B1 = { screen: "unit", unit: "b1-1" };

/** An agent with just enough buyers for batching, or one fewer. */
function openCrowd(participants = 64) {
  const room = openTestRoom();
  const agent = room.join("agent");
  const buyers = Array.from({ length: participants - 1 }, (_, index) =>
    room.join("buyer", `buyer:${index}`),
  );
  const first = room.document.fullFrame();
  /** The document of a client that had the initial one and received these frames. */
  const viewOf = (frames: readonly Uint8Array[] = []) => {
    const parsed = readState(docFromFrames([first, ...frames]));
    return parsed.ok ? parsed.value.view : parsed.problem;
  };
  return { ...room, agent, buyers, viewOf };
}

describe("a crowd", () => {
  test("receives the updates of one moment as one batch, in order, without the sender's own", () => {
    const { clock, document, agent, buyers, viewOf } = openCrowd();
    const before = agent.connection.frames.length;
    agent.send(writeFrame(document, openUnit("b1-1")));
    agent.send(pointing);
    expect(buyers.every(({ connection }) => connection.frames.length === 0)).toBe(true);
    clock.advance(0);
    for (const { connection } of buyers) {
      expect(connection.together).toEqual([2]);
      expect(viewOf(connection.frames.slice(0, 1))).toEqual(B1);
      expect(awarenessFromFrames(connection.frames)[0]?.state).toMatchObject(pointer);
    }
    expect(agent.connection.frames).toHaveLength(before);
    clock.advance(1000);
    expect(buyers[0]?.connection.together).toEqual([2]);
  });

  test("below the threshold receives each update at once", () => {
    const { document, agent, buyers, viewOf } = openCrowd(63);
    agent.send(writeFrame(document, openUnit("b1-1")));
    expect(buyers.map(({ connection }) => viewOf(connection.frames))).toEqual(buyers.map(() => B1));
    expect(buyers[0]?.connection.frames).toHaveLength(1);
  });

  test("keeps the order if it shrinks meanwhile", () => {
    const { room, clock, document, agent, buyers, viewOf } = openCrowd();
    agent.send(writeFrame(document, openUnit("b1-2")));
    const [gone, stays] = buyers;
    if (gone !== undefined) room.leave(gone.participant);
    agent.send(writeFrame(document, openUnit("b1-1")));
    clock.advance(0);
    expect(stays?.connection.together).toEqual([2]);
    expect(viewOf(stays?.connection.frames)).toEqual(B1);
    expect(gone?.connection.frames).toEqual([]);
  });

  test("does not wait for a slow reader, which later gets the whole document", () => {
    const { room, clock, document, agent, buyers, viewOf } = openCrowd();
    const [slow, other] = buyers;
    if (slow !== undefined) slow.connection.backlog = 300 * 1024;
    agent.send(writeFrame(document, openUnit("b1-1")));
    agent.send(pointing);
    clock.advance(0);
    expect(other?.connection.frames).toHaveLength(2);
    expect(slow?.connection.frames).toEqual([]);
    if (slow !== undefined) slow.connection.backlog = 0;
    clock.advance(1000);
    room.sweep();
    expect(viewOf(slow?.connection.frames)).toEqual(B1);
    expect(awarenessFromFrames(slow?.connection.frames ?? [])[0]?.state).toMatchObject(pointer);
  });

  test("receives nothing after the room is closed", async () => {
    const { room, clock, document, agent, buyers } = openCrowd();
    agent.send(writeFrame(document, openUnit("b1-1")));
    await room.close();
    expect(clock.waiting).toBe(0);
    clock.advance(1000);
    expect(buyers[0]?.connection.frames).toEqual([]);
  });
});
