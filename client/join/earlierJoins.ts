import * as v from "valibot";
import type { KeyValueStorage } from "../base/storage.ts";

const Kept = v.object({ token: v.string(), name: v.string() });

/** The last join of this device, by presentation: with its token the server counts the next one as the same visit. */
export interface EarlierJoins {
  /** `undefined` under another name: several people may share a device. No name is that of the last join. */
  tokenOf(presentation: string, name: string): string | undefined;
  keep(presentation: string, name: string, token: string): void;
  forget(presentation: string): void;
}

const keyOf = (presentation: string) => `offplan.joined.${presentation}`;

export function keepEarlierJoins(storage: KeyValueStorage): EarlierJoins {
  const read = (presentation: string) => {
    try {
      return v.parse(Kept, JSON.parse(storage.getItem(keyOf(presentation)) ?? ""));
    } catch {
      return undefined;
    }
  };
  return {
    tokenOf: (presentation, name) => {
      const kept = read(presentation);
      return name === "" || name === kept?.name ? kept?.token : undefined;
    },
    keep: (presentation, name, token) => {
      const kept = { token, name: name || (read(presentation)?.name ?? "") };
      storage.setItem(keyOf(presentation), JSON.stringify(kept));
    },
    forget: (presentation) => storage.removeItem(keyOf(presentation)),
  };
}
