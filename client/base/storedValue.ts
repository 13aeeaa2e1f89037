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

/** Values of one kind, kept as JSON by name. */
export interface StoredValues<Value> {
  read(name: string): Value | undefined;
  keep(name: string, value: Value): void;
  forget(name: string): void;
}

export const storedValues = <const Schema extends v.GenericSchema>(
  storage: KeyValueStorage,
  keyOf: (name: string) => string,
  schema: Schema,
): StoredValues<v.InferOutput<Schema>> => ({
  read: (name) => readStored(storage, keyOf(name), schema),
  keep: (name, value) => writeStored(storage, keyOf(name), value),
  forget: (name) => storage.removeItem(keyOf(name)),
});
