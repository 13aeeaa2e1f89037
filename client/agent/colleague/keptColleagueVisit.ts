import * as v from "valibot";
import type { KeyValueStorage } from "../../base/storage.ts";
import { storedValues, type StoredValues } from "../../base/storedValue.ts";

const Visit = v.object({
  /** The room token. */
  token: v.string(),
  room: v.string(),
  project: v.string(),
  /** The name that buyers see. */
  name: v.string(),
  /** The inviting agent's name. */
  presenter: v.string(),
  expiresAtMs: v.number(),
  /** Whether mirroring was paused when the page was closed. */
  paused: v.boolean(),
});

/** A colleague's joined presentation, stored so that a reload or another tab resumes it as the same person. */
export type ColleagueVisit = Readonly<v.InferOutput<typeof Visit>>;

/** Visits of this device, by presentation. */
export type ColleagueVisits = StoredValues<ColleagueVisit>;

const keyOf = (presentation: string) => `offplan.colleague.${presentation}`;

export const keepColleagueVisits = (storage: KeyValueStorage): ColleagueVisits =>
  storedValues(storage, keyOf, Visit);
