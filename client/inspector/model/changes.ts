import { equalJson } from "../../../schema/values/equalJson.ts";
/** A former value of a path and when it was set. */
export interface PathValue {
  readonly atMs: number;
  /** `undefined`: the path did not exist. */
  readonly value: unknown;
}

const VALUES_PER_PATH = 20;
const MAX_PATHS = 500;

/** Former values of each path of the document, such as `view/unit`; a list is one value. */
export class Changes {
  readonly #paths = new Map<string, PathValue[]>();
  #last: ReadonlyMap<string, unknown> = new Map();
  #lastKeys: ReadonlyMap<string, unknown> = new Map();
  #lastMs = -Infinity;

  /** The path's values, newest last. */
  of(path: string): readonly PathValue[] {
    return this.#paths.get(path) ?? [];
  }

  /** When a path last changed. */
  get lastMs(): number {
    return this.#lastMs;
  }

  get size(): number {
    return this.#paths.size;
  }

  /** Records the document's current values by key. */
  observe(entries: ReadonlyMap<string, unknown>, nowMs: number): void {
    const same =
      entries.size === this.#lastKeys.size &&
      [...entries].every(([key, value]) => this.#lastKeys.get(key) === value);
    if (same) return;
    this.#lastKeys = entries;
    this.#lastMs = nowMs;
    const next = flatten(entries);
    for (const [path, value] of next) {
      if (!equalJson(this.#last.get(path), value)) this.#add(path, { atMs: nowMs, value });
    }
    for (const path of this.#last.keys()) {
      if (!next.has(path)) this.#add(path, { atMs: nowMs, value: undefined });
    }
    this.#last = next;
  }

  #add(path: string, value: PathValue): void {
    const values = this.#paths.get(path) ?? [];
    values.push(value);
    if (values.length > VALUES_PER_PATH) values.shift();
    // Reinserted at the end: the path that changed least recently is evicted first.
    this.#paths.delete(path);
    this.#paths.set(path, values);
    const oldest = this.#paths.size > MAX_PATHS ? this.#paths.keys().next().value : undefined;
    if (oldest !== undefined) this.#paths.delete(oldest);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Flattens records by one level: `view/unit`; deeper structures stay one value. */
function flatten(entries: ReadonlyMap<string, unknown>): ReadonlyMap<string, unknown> {
  const paths = new Map<string, unknown>();
  for (const [key, value] of entries) {
    if (!isRecord(value)) paths.set(key, value);
    else for (const [field, inner] of Object.entries(value)) paths.set(`${key}/${field}`, inner);
  }
  return paths;
}
