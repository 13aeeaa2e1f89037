import * as v from "valibot";
import type { KeyValueStorage } from "../base/storage.ts";
import type { PreviewResponse } from "../../schema/protocol/api.ts";
import { visitKey } from "./visitKey.ts";
import { storedValues, type StoredValues } from "../base/storedValue.ts";

/** A joined viewing, stored so that a reload resumes it. */
export interface Visit {
  readonly token: string;
  readonly room: string;
  readonly expiresAtMs: number;
  /** The join page's preview, for the last page, when the server no longer provides it. */
  readonly preview: PreviewResponse;
  /** The server stores nothing of this buyer: hearts stay on the device. */
  readonly withoutPart?: boolean;
}

/** Visits of this tab, by presentation. A tab's own storage: another tab is another viewer. */
export type Visits = StoredValues<Visit>;

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

export const keepVisits = (storage: KeyValueStorage): Visits =>
  storedValues(storage, visitKey, Kept);
