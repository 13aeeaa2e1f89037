/**
 * Cost of a room's inspection: processor time of each write and each awareness frame of the agent, with twenty buyers.
 * Run by hand: `npx node --expose-gc test/bench/inspection.ts`. Measures the room alone: no sockets, and a fake clock.
 */
import { parseArgs } from "node:util";
import * as Y from "yjs";
import { openWriter } from "../../schema/presentation/document.ts";
import { INSPECTION_REQUEST } from "../../schema/protocol/inspection.ts";
import type { RoomDocument } from "../../server/rooms/document/roomDocument.ts";
import { encodeAwareness, encodeUpdate } from "../../server/protocol/encodeFrames.ts";
import { openTestRoom } from "../support/room/roomHarness.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "30" },
    frames: { type: "string", default: "1000" },
  },
});
const ROUNDS = Number(values.rounds);
const FRAMES = Number(values.frames);
const BUYERS = 20;
/** 60 writes a second; awareness frames far enough apart not to be merged. */
const PERIOD_MS = { write: 1000 / 60, awareness: 34 } as const;
const NO_LIMITS = { updatesPerSecond: 1e9, awarenessPerSecond: 1e9 };

/** `control` repeats `never`: their difference is noise. */
const CASES = ["never", "control", "left", "attached"] as const;
type Case = (typeof CASES)[number];
type Work = keyof typeof PERIOD_MS;

function writeFrames(document: RoomDocument, count: number): Uint8Array[] {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, document.snapshot());
  const frames: Uint8Array[] = [];
  const writer = openWriter(doc);
  doc.on("update", (update: Uint8Array) => frames.push(encodeUpdate(update)));
  for (let min = 1; min <= count; min += 1) writer.write({ filters: { price: { min } } });
  return frames;
}

function awarenessFrames(count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, at) => {
    const pointer = { anchor: "masterplan:site", x: at / count, y: 0.5 };
    return encodeAwareness([{ clientId: 7, clock: at + 1, state: JSON.stringify({ pointer }) }]);
  });
}

function openCase(kind: Case) {
  const opened = openTestRoom(NO_LIMITS);
  const { room, clock, join } = opened;
  const agent = join("agent");
  const buyers = Array.from({ length: BUYERS }, (_, at) => join("buyer", `buyer:${at}`));
  if (kind === "left" || kind === "attached") {
    const inspector = join("inspector");
    inspector.send(INSPECTION_REQUEST);
    clock.advance(2000);
    if (inspector.connection.frames.length === 0) throw new Error("the inspector is told nothing");
    if (kind === "left") room.leave(inspector.participant);
  }
  return { ...opened, agent, buyers };
}

/** Processor time of a frame in µs. */
async function measure(kind: Case, work: Work): Promise<number> {
  const { room, document, clock, agent, buyers } = openCase(kind);
  const frames = work === "write" ? writeFrames(document, FRAMES) : awarenessFrames(FRAMES);
  for (const { connection } of buyers) connection.frames.length = 0;
  globalThis.gc?.();
  const start = process.cpuUsage();
  for (const frame of frames) {
    agent.send(frame);
    clock.advance(PERIOD_MS[work]);
  }
  const { user, system } = process.cpuUsage(start);
  for (const { connection } of buyers) {
    if (connection.frames.length < FRAMES) throw new Error("a buyer missed something");
  }
  await room.close();
  return (user + system) / FRAMES;
}

const at = (figures: readonly number[], share: number): number =>
  figures.toSorted((one, other) => one - other)[Math.floor((figures.length - 1) * share)] ?? NaN;

const spread = (figures: readonly number[]): string =>
  [0.5, 0.25, 0.75].map((share) => at(figures, share).toFixed(1).padStart(7)).join("");

async function compare(work: Work): Promise<void> {
  const figures: Record<Case, number[]> = { never: [], control: [], left: [], attached: [] };
  for (const kind of CASES) await measure(kind, work);
  for (let round = 0; round < ROUNDS; round += 1) {
    // The order rotates, since the machine changes over a run.
    const first = round % CASES.length;
    for (const kind of [...CASES.slice(first), ...CASES.slice(0, first)]) {
      figures[kind].push(await measure(kind, work));
    }
  }
  process.stdout.write(
    `\nµs of CPU per ${work} frame: median, quartiles; less "never" of its round\n`,
  );
  for (const kind of CASES) {
    const differences = figures[kind].map(
      (figure, round) => figure - (figures.never[round] ?? NaN),
    );
    process.stdout.write(`${kind.padEnd(9)}${spread(figures[kind])}   ${spread(differences)}\n`);
  }
}

process.stdout.write(
  `Node ${process.version}, ${ROUNDS} rounds of ${FRAMES} frames, ${BUYERS} buyers\n`,
);
await compare("write");
await compare("awareness");
