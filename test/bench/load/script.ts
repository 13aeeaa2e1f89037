import * as Y from "yjs";
import type { PresentationChange } from "../../../schema/presentation/changes.ts";
import {
  openWriter,
  seed,
  type PresentationWriter,
} from "../../../schema/presentation/document.ts";
import { initialState } from "../../../schema/presentation/presentation.ts";

/** Client id of every agent. Rooms are independent, so equal updates can be sent to all of them. */
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
 * Written first, so that every key is the agent's own and later changes do not depend on the room's seed. They differ
 * from every seed: equal values would not be written.
 */
const OPENING: readonly PresentationChange[] = [
  { view: { screen: "shortlist" } },
  { camera: { target: `masterplan:${MASTERPLAN}`, x: 0.5, y: 0.5, zoom: 1 } },
  { filters: { price: { min: 1 } } },
];

/** One change per entry: an agent opens homes and floors, rests on a picture, sets filters. */
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
 * An agent's changes, encoded once by the project's writer and sent as the same bytes to every room. The nth change
 * (from 1) is one update with one struct, which receivers recognise by its clock.
 */
export class Script {
  readonly #doc = new Y.Doc();
  readonly #updates: Uint8Array[] = [];
  readonly #writer: PresentationWriter;
  /** The whole document of an unseeded room after the opening. */
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

  /** Generates the changes up to this one. */
  extend(count: number): void {
    while (this.#updates.length < count) this.#writer.write(changeAt(this.#updates.length));
  }

  /** The nth change, from 1. */
  update(sequence: number): Uint8Array {
    if (sequence > this.#updates.length) this.extend(sequence + 1000);
    return this.#updates[sequence - 1] ?? this.opening;
  }

  /** The nth change as JSON. */
  change(sequence: number): PresentationChange {
    return changeAt(sequence - 1);
  }

  /** The number of the change that ends at this Yjs clock; 0: the opening. */
  sequenceAt(clock: number): number {
    return Math.max(0, clock - OPENING.length + 1);
  }
}

/** The opening as an update of a seeded room's document. */
export function openRoom(doc: Y.Doc): void {
  doc.clientID = AGENT_CLIENT;
  const writer = openWriter(doc);
  for (const change of OPENING) writer.write(change);
  writer.close();
}

const SHARES = 9000;
const SCALE = 10_000;

/** The agent's nth pointer with four decimals, as the stage sends it. Its position encodes n. */
export const pointerAt = (sequence: number) => ({
  anchor: `masterplan:${MASTERPLAN}`,
  x: ((sequence % SHARES) + 1000) / SCALE,
  y: (Math.floor(sequence / SHARES) + 1000) / SCALE,
});

/** The inverse of `pointerAt`, from the coordinates in units of 1/10,000. */
export const sequenceOfPointer = (x: number, y: number): number => (y - 1000) * SHARES + x - 1000;
