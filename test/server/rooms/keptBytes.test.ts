import { expect, test } from "vitest";
import * as Y from "yjs";
import { packFrames, unpackFrames } from "../../../schema/protocol/frames.ts";
import { openWriter, readState } from "../../../schema/presentation/document.ts";
import { encodeAwareness, encodeStep1 } from "../../../server/protocol/encodeFrames.ts";
import {
  awarenessFromFrames,
  docFromFrames,
  openTestRoom,
  writeFrame,
} from "../../support/room/roomHarness.ts";

const UNIT = { screen: "unit", unit: "b1-1" } as const;

// The harness overwrites each frame after receipt, like a socket that reads the next one.

test("trap 44: a pending pointer survives the overwriting of its frame", () => {
  const { join, clock } = openTestRoom();
  const [agent, buyer] = [join("agent"), join("buyer")];
  const point = (x: number, count: number) =>
    agent.send(
      encodeAwareness([
        {
          clientId: 7,
          clock: count,
          state: JSON.stringify({ pointer: { anchor: "unit:b1-1", x, y: 0.5 } }),
        },
      ]),
    );
  point(0.25, 1);
  point(0.5, 2);
  point(0.75, 3);
  clock.advance(1000);
  expect(awarenessFromFrames(buyer.connection.frames).at(-1)).toMatchObject({
    state: { pointer: { x: 0.75 } },
  });
});

test("trap 44: a change survives the overwriting of its frame, for later participants and for the disk", async () => {
  const { document, documents, journal, join } = openTestRoom();
  const agent = join("agent");
  agent.send(writeFrame(document, (doc) => openWriter(doc).write({ view: UNIT })));
  await journal.flush();
  const stored = new Y.Doc();
  for (const piece of documents.pieces) Y.applyUpdate(stored, piece);
  const late = join("buyer", "buyer:2");
  late.send(encodeStep1(Uint8Array.of(0)));
  for (const doc of [stored, docFromFrames(late.connection.frames)]) {
    const state = readState(doc);
    expect(state.ok && state.value.view).toEqual(UNIT);
  }
});

test("trap 44: each frame of a poll has memory of its own", () => {
  const body = packFrames([Uint8Array.of(0, 2, 1, 9), Uint8Array.of(1, 1, 0)]);
  const frames = unpackFrames(body) ?? [];
  body.fill(0xff);
  expect(frames.map((frame) => [...frame])).toEqual([
    [0, 2, 1, 9],
    [1, 1, 0],
  ]);
  expect(frames.map(({ buffer }) => buffer.byteLength)).toEqual([4, 3]);
});
