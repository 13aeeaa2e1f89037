import * as Y from "yjs";
import { expect, test } from "vitest";
import { openWriter, readRaw, seed } from "../../../schema/document.ts";
import type { View } from "../../../schema/presentation.ts";
import { indexProject, type ProjectIndex } from "../../../schema/projectIndex.ts";
import { shownProject } from "../../../schema/shownProject.ts";
import { encodeAwareness } from "../../../server/rooms/frames.ts";
import { RoomDocument } from "../../../server/rooms/roomDocument.ts";
import { smallIndex, smallProject } from "../../support/project.ts";
import { awarenessFromFrames, openTestRoom } from "../../support/roomHarness.ts";

const HIDDEN = "b1-2";
const shown: ProjectIndex = indexProject(
  shownProject({
    ...smallProject,
    units: smallProject.units.map((unit) =>
      unit.id === HIDDEN ? Object.assign({}, unit, { hidden: true as const }) : unit,
    ),
  }),
);

function written(view: View, shortlist: readonly string[]): Uint8Array {
  const doc = new Y.Doc();
  seed(doc, { meta: { version: 1, project: "small" }, view });
  openWriter(doc).write({ shortlist: { add: shortlist } });
  return Y.encodeStateAsUpdate(doc);
}

const includes = (bytes: Uint8Array, text: string) => Buffer.from(bytes).includes(text);

function opened(piece: Uint8Array, index: ProjectIndex): RoomDocument {
  const document = RoomDocument.open([piece], () => index);
  if (!document.ok) throw new Error(document.problem.message);
  return document.value;
}

test("a document that names a home held back since loses it at the opening, bytes and all", () => {
  const piece = written({ screen: "compare", units: [HIDDEN, "b1-12"] }, [HIDDEN, "b1-11"]);
  expect(includes(piece, HIDDEN)).toBe(true);
  const document = opened(piece, shown);
  expect(document.state.view).toEqual({ screen: "compare", units: ["b1-12"] });
  expect(document.state.shortlist).toEqual(["b1-11"]);
  expect(includes(document.fullFrame(), HIDDEN)).toBe(false);

  const kept = new Y.Doc();
  for (const update of [piece, document.repair ?? new Uint8Array()]) Y.applyUpdate(kept, update);
  expect(JSON.stringify(readRaw(kept))).not.toContain(HIDDEN);
});

test("a document that names nothing unknown is not touched", () => {
  const document = opened(written({ screen: "unit", unit: HIDDEN }, ["b1-11"]), smallIndex);
  expect(document.repair).toBeUndefined();
  expect(document.state.view).toEqual({ screen: "unit", unit: HIDDEN });
});

const awareness = (clock: number, state: object) =>
  encodeAwareness([{ clientId: 7, clock, state: JSON.stringify(state) }]);

test("what the agent points at is told only where the project has it", () => {
  const { join, clock } = openTestRoom();
  const agent = join("agent");
  const buyer = join("buyer");
  const said = () => awarenessFromFrames(buyer.connection.frames).at(-1)?.state;
  const both = (id: string) => ({
    pointer: { anchor: `unit:${id}`, x: 0.5, y: 0.5 },
    highlight: { anchor: `unit:${id}` },
    camera: { target: `unit:${id}`, x: 0.5, y: 0.5, zoom: 1 },
    mirroring: "paused",
  });
  agent.send(awareness(1, both("b1-2")));
  expect(said()).toMatchObject({ role: "agent", ...both("b1-2") });
  clock.advance(100);
  agent.send(awareness(2, both("b1-404")));
  expect(said()).toEqual({ role: "agent", name: "agent", mirroring: "paused" });
});
