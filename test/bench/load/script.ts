import * as Y from "yjs";
import type { PresentationChange } from "../../../schema/presentation/changes.ts";
import {
  openWriter,
  seed,
  type PresentationWriter,
} from "../../../schema/presentation/document.ts";
import { initialState } from "../../../schema/presentation/presentation.ts";

/** The Yjs client of every agent: rooms share nothing, so that their updates may be the same bytes. */
export const AGENT_CLIENT = 4_000_001;
const SEED_CLIENT = 17;
export const PROJECT = "lagoon-terraces";
export const MASTERPLAN = "masterplan";

const FLOORS = [3, 4, 5, 6, 7, 8] as const;
const NUMBERS = [1, 2, 3, 4, 5, 6] as const;

const unitOf = (place: number): string => {
  const floor = FLOORS[place % FLOORS.length] ?? 3;
  const number = NUMBERS[Math.floor(place / FLOORS.length) % NUMBERS.length] ?? 1;
  return `a-${floor}0${number}`;
};

/**
 * After these every key has been written by the agent, so that what follows names nothing of the room's own seed. No
 * room is seeded with any of them: what stands there already would not be written.
 */
const OPENING: readonly PresentationChange[] = [
  { view: { screen: "shortlist" } },
  { camera: { target: `masterplan:${MASTERPLAN}`, x: 0.5, y: 0.5, zoom: 1 } },
  { filters: { price: { min: 1 } } },
];

/** What an agent does in a viewing: opens homes and floors, comes to rest on a picture, filters. One entry each. */
function changeAt(turn: number): PresentationChange {
  const place = Math.floor(turn / 5);
  switch (turn % 5) {
    case 0:
      return {
        view: { screen: "floor", building: "a", floor: FLOORS[place % FLOORS.length] ?? 3 },
      };
    case 1:
      return { view: { screen: "unit", unit: unitOf(place) } };
    case 2: {
      const [x, y] = [(turn % 97) / 100, (turn % 89) / 100];
      return { camera: { target: `masterplan:${MASTERPLAN}`, x, y, zoom: 1 + (turn % 7) / 4 } };
    }
    case 3:
      return { filters: { price: { min: 1_000_000 + turn }, bedrooms: [1, 2] } };
    default:
      return { view: { screen: "compare", units: [unitOf(place), unitOf(place + 1)] } };
  }
}

/**
 * An agent's changes, written once by the project's own writer and then the same bytes in every room. The nth change
 * (from 1) is one update with one piece, which a receiver recognises by the piece's clock.
 */
export class Script {
  readonly #doc = new Y.Doc();
  readonly #updates: Uint8Array[] = [];
  readonly #writer: PresentationWriter;
  /** A room that nobody seeded, after the opening: a whole document. */
  readonly opening: Uint8Array;

  constructor() {
    const seedDoc = new Y.Doc();
    seedDoc.clientID = SEED_CLIENT;
    seed(seedDoc, initialState(PROJECT, { screen: "layouts" }));
    openRoom(seedDoc);
    this.opening = Y.encodeStateAsUpdate(seedDoc);
    Y.applyUpdate(this.#doc, this.opening);
    this.#doc.clientID = AGENT_CLIENT;
    this.#doc.on("update", (update: Uint8Array) => void this.#updates.push(update));
    this.#writer = openWriter(this.#doc);
  }

  /** Makes the changes up to this one. */
  extend(count: number): void {
    while (this.#updates.length < count) this.#writer.write(changeAt(this.#updates.length));
  }

  /** The nth change, from 1. */
  update(sequence: number): Uint8Array {
    if (sequence > this.#updates.length) this.extend(sequence + 1000);
    return this.#updates[sequence - 1] ?? this.opening;
  }

  /** The nth change as it was meant, for those who send JSON. */
  change(sequence: number): PresentationChange {
    return changeAt(sequence - 1);
  }

  /** Which change ends with the piece of this clock; 0 for the opening. */
  sequenceAt(clock: number): number {
    return Math.max(0, clock - OPENING.length + 1);
  }
}

/** The opening, written into a room's document as its agent finds it. */
export function openRoom(doc: Y.Doc): void {
  doc.clientID = AGENT_CLIENT;
  const writer = openWriter(doc);
  for (const change of OPENING) writer.write(change);
  writer.close();
}

const SHARES = 9000;
const SCALE = 10_000;

/** The agent's nth pointer, in the four digits that the stage sends; the place says which one it is. */
export const pointerAt = (sequence: number) => ({
  anchor: `masterplan:${MASTERPLAN}`,
  x: ((sequence % SHARES) + 1000) / SCALE,
  y: (Math.floor(sequence / SHARES) + 1000) / SCALE,
});

/** The inverse of `pointerAt`, from the coordinates in units of 1/10,000. */
export const sequenceOfPointer = (x: number, y: number): number => (y - 1000) * SHARES + x - 1000;
