import * as v from "valibot";
import { fail, succeed, type Result } from "./result.ts";

/** Why a document is no presentation: the key at fault and, for people, what is wrong with it. */
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
 * What the last reading of a document found under each key, so that the next costs only what has changed, and tells the
 * rest as the same objects. Values in a document are replaced whole, so what was read of one stays true. One for each
 * document: a table of the whole process by value, weak as it may be, grows with every write until the next full
 * collection, and stays as large (5 KiB for each of 40 rooms after an hour).
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
