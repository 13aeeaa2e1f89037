import * as v from "valibot";
import { readStored, writeStored } from "../../base/storedValue.ts";

const Visit = v.object({
  /** Of the room, for this one presentation. */
  token: v.string(),
  room: v.string(),
  project: v.string(),
  /** The name that buyers see. */
  name: v.string(),
  /** The inviting agent's name. */
  presenter: v.string(),
  expiresAtMs: v.number(),
  /** Mirroring was paused when the page was last there. */
  paused: v.boolean(),
});

/** A colleague's place in a presentation, kept so that the same person comes back after a reload or in another tab. */
export type ColleagueVisit = Readonly<v.InferOutput<typeof Visit>>;

/** Of this device, by presentation. */
export interface ColleagueVisits {
  read(presentation: string): ColleagueVisit | undefined;
  keep(presentation: string, visit: ColleagueVisit): void;
  forget(presentation: string): void;
}

const keyOf = (presentation: string) => `offplan.colleague.${presentation}`;

export const keepColleagueVisits = (
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem">,
): ColleagueVisits => ({
  read: (presentation) => readStored(storage, keyOf(presentation), Visit),
  keep: (presentation, visit) => writeStored(storage, keyOf(presentation), visit),
  forget: (presentation) => storage.removeItem(keyOf(presentation)),
});
