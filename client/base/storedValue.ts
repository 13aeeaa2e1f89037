import * as v from "valibot";
import type { KeyValueStorage } from "./storage.ts";

/** The value kept as JSON under a key; `undefined` when there is none, or one that does not fit the schema. */
export function readStored<const Schema extends v.GenericSchema>(
  storage: Pick<KeyValueStorage, "getItem">,
  key: string,
  schema: Schema,
): v.InferOutput<Schema> | undefined {
  try {
    const stored = v.safeParse(schema, JSON.parse(storage.getItem(key) ?? "null"));
    return stored.success ? stored.output : undefined;
  } catch {
    return undefined;
  }
}

export const writeStored = (
  storage: Pick<KeyValueStorage, "setItem">,
  key: string,
  value: unknown,
): void => storage.setItem(key, JSON.stringify(value));
