import * as v from "valibot";
import { readStored, writeStored } from "../../base/storedValue.ts";

const KEY = "offplan.presenting";

/** The state of a presentation kept through reloads. The server returns the link only once. */
const Remembered = v.object({
  id: v.string(),
  project: v.string(),
  link: v.optional(v.union([v.string(), v.undefined()])),
  pin: v.optional(v.union([v.string(), v.undefined()])),
  paused: v.boolean(),
});
export type Remembered = Readonly<v.InferOutput<typeof Remembered>>;

/** The presentation of this tab, kept through reloads. */
export interface PresentingMemory {
  recall(): Remembered | undefined;
  remember(presentation: Remembered): void;
  forget(): void;
}

export function openPresentingMemory(
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem">,
): PresentingMemory {
  return {
    recall: () => readStored(storage, KEY, Remembered),
    remember: (presentation) => writeStored(storage, KEY, presentation),
    forget: () => storage.removeItem(KEY),
  };
}
