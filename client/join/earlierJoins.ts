import * as v from "valibot";
import type { KeyValueStorage } from "../base/storage.ts";
import { readStored, writeStored } from "../base/storedValue.ts";

const Kept = v.object({ token: v.string(), name: v.string() });

/** The last join of this device, by presentation: with its token the server counts the next one as the same visit. */
export interface EarlierJoins {
  /** `undefined` under another name: several people may share a device. An empty name matches the last join. */
  tokenOf(presentation: string, name: string): string | undefined;
  keep(presentation: string, name: string, token: string): void;
  forget(presentation: string): void;
}

const keyOf = (presentation: string) => `offplan.joined.${presentation}`;

export function keepEarlierJoins(storage: KeyValueStorage): EarlierJoins {
  const read = (presentation: string) => readStored(storage, keyOf(presentation), Kept);
  return {
    tokenOf: (presentation, name) => {
      const kept = read(presentation);
      return name === "" || name === kept?.name ? kept?.token : undefined;
    },
    keep: (presentation, name, token) => {
      const kept = { token, name: name || (read(presentation)?.name ?? "") };
      writeStored(storage, keyOf(presentation), kept);
    },
    forget: (presentation) => storage.removeItem(keyOf(presentation)),
  };
}
