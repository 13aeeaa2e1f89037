import * as v from "valibot";
import { succeed } from "../../../../schema/values/result.ts";
import type { KeyValueStorage } from "../../../base/storage.ts";
import type { HeartsOptions } from "./hearts.ts";
import { readStored, writeStored } from "../../../base/storedValue.ts";

const Kept = v.array(v.string());
const keyOf = (presentation: string) => `offplan.heartsHere.${presentation}`;

/** Replaces the server for a buyer who asked not to be recorded: likes stay in this tab. */
export function keepHeartsHere(storage: KeyValueStorage): HeartsOptions["api"] {
  const read = (presentation: string): readonly string[] =>
    readStored(storage, keyOf(presentation), Kept) ?? [];
  return {
    hearts: (presentation) => Promise.resolve(succeed(read(presentation))),
    setHeart: (presentation, unit, isLiked) => {
      const others = read(presentation).filter((liked) => liked !== unit);
      const liked = isLiked ? [...others, unit] : others;
      writeStored(storage, keyOf(presentation), liked);
      return Promise.resolve(succeed(undefined));
    },
  };
}
