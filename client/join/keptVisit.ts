import * as v from "valibot";
import type { KeyValueStorage } from "../base/storage.ts";
import type { PreviewResponse } from "../../schema/protocol/api.ts";
import { visitKey } from "./visitKey.ts";
import { readStored, writeStored } from "../base/storedValue.ts";

/** A stay in a viewing, kept so that a reload goes on without asking. */
export interface Visit {
  readonly token: string;
  readonly room: string;
  readonly expiresAtMs: number;
  /** The preview of the join page, for the last page, when the server no longer answers with it. */
  readonly preview: PreviewResponse;
  /** Nothing is kept of this buyer: what they like stays on the device. */
  readonly withoutPart?: boolean;
}

/** Visits of this tab, by presentation. A tab's own storage: another tab is another viewer. */
export interface Visits {
  read(presentation: string): Visit | undefined;
  keep(presentation: string, visit: Visit): void;
  forget(presentation: string): void;
}

const Text = v.record(v.string(), v.string());
const Kept = v.object({
  token: v.string(),
  room: v.string(),
  expiresAtMs: v.number(),
  withoutPart: v.exactOptional(v.boolean()),
  preview: v.object({
    presenter: v.object({ name: v.string() }),
    project: v.object({
      id: v.string(),
      name: Text,
      hero: v.exactOptional(
        v.object({
          src: v.string(),
          srcDark: v.exactOptional(v.string()),
          blur: v.exactOptional(v.string()),
          blurDark: v.exactOptional(v.string()),
          size: v.tuple([v.number(), v.number()]),
        }),
      ),
    }),
    expiresAt: v.string(),
    pin: v.boolean(),
    buyer: v.exactOptional(v.object({ name: v.string() })),
  }),
});

export const keepVisits = (storage: KeyValueStorage): Visits => ({
  read: (presentation) => readStored(storage, visitKey(presentation), Kept),
  keep: (presentation, visit) => writeStored(storage, visitKey(presentation), visit),
  forget: (presentation) => storage.removeItem(visitKey(presentation)),
});
