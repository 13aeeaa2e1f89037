import * as v from "valibot";
import { fail, succeed, type Result } from "../values/result.ts";

/** Why a document is invalid: its key, and the reason in words. */
export interface DocumentProblem {
  readonly key: string;
  readonly message: string;
}

export function readValue<Schema extends v.GenericSchema>(
  schema: Schema,
  key: string,
  value: unknown,
): Result<v.InferOutput<Schema>, DocumentProblem> {
  const parsed = v.safeParse(schema, value, { abortEarly: true });
  return parsed.success ? succeed(parsed.output) : fail({ key, message: parsed.issues[0].message });
}

interface Known {
  readonly schema: v.GenericSchema;
  readonly value: unknown;
  readonly read: Result<unknown, DocumentProblem>;
}

/**
 * Results of the last reading of a document by key, so that the next one parses only changed values and returns the
 * others as the same objects. Values are replaced whole, so a result stays valid. One for each document: a
 * process-wide weak map would grow with every write until the next full collection (5 KiB for each of 40 rooms after
 * an hour).
 */
export class DocumentMemo {
  readonly #known = new Map<string, Known>();

  read<Schema extends v.GenericSchema>(
    schema: Schema,
    key: string,
    value: unknown,
  ): Result<v.InferOutput<Schema>, DocumentProblem> {
    const known = this.#known.get(key);
    if (known !== undefined && known.value === value && known.schema === schema) return known.read;
    const read = readValue(schema, key, value);
    this.#known.set(key, { schema, value, read });
    return read;
  }
}
