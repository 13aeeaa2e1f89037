import * as v from "valibot";
import { Pack } from "../pack.ts";
import type { JsonPath } from "./json.ts";

export interface Salvaged {
  readonly pack: Pack;
  /** Collections with dropped members: a missing id may be one of those. */
  readonly damaged: ReadonlySet<string>;
  /** The path in the file of a path of `pack`. */
  readonly originalPath: (path: JsonPath) => JsonPath;
}

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Placeholders for required fields, so that the rest can be checked. */
const PLACEHOLDER: Json = {
  id: "unnamed",
  name: "unnamed",
  currency: "USD",
  buildings: [{ id: "unnamed", floors: [] }],
};

export const pathOf = (issue: v.BaseIssue<unknown>): JsonPath =>
  (issue.path ?? []).map(({ key }) => (typeof key === "number" ? key : String(key)));

export const isUnknownKey = (issue: v.BaseIssue<unknown>): boolean =>
  issue.type === "strict_object" && issue.expected === "never";

function removeKey(json: unknown, path: JsonPath): void {
  let holder = json;
  for (const key of path.slice(0, -1)) holder = (holder as Json)[key];
  delete (holder as Json)[path.at(-1) ?? ""];
}

function dropDamaged(json: Json, top: string, members: ReadonlySet<string | number>) {
  const collection = json[top];
  if (Array.isArray(collection) && !members.has("")) {
    const kept = collection.map((_, index) => index).filter((index) => !members.has(index));
    json[top] = kept.map((index) => collection[index]);
    return kept;
  }
  if (top === "plans" && isObject(collection) && !members.has("")) {
    for (const member of members) delete collection[member];
    return undefined;
  }
  delete json[top];
  return undefined;
}

/** The part of an invalid pack that can still be checked, so that one start reports all problems. Mutates `json`. */
export function salvage(
  json: unknown,
  issues: readonly v.BaseIssue<unknown>[],
): Salvaged | undefined {
  if (!isObject(json)) return undefined;
  const damage = new Map<string, Set<string | number>>();
  for (const issue of issues) {
    const path = pathOf(issue);
    if (isUnknownKey(issue)) {
      removeKey(json, path);
      continue;
    }
    const top = String(path[0]);
    damage.set(top, (damage.get(top) ?? new Set()).add(path[1] ?? ""));
  }
  const kept = new Map<string, readonly number[]>();
  for (const [top, members] of damage) {
    const indexes = dropDamaged(json, top, members);
    if (indexes !== undefined) kept.set(top, indexes);
  }
  if (Array.isArray(json["buildings"]) && json["buildings"].length === 0) delete json["buildings"];
  const parsed = v.safeParse(Pack, { ...PLACEHOLDER, ...json });
  if (!parsed.success) return undefined;
  const originalPath = (path: JsonPath): JsonPath => {
    const [top, index, ...rest] = path;
    const original = typeof index === "number" ? kept.get(String(top))?.[index] : undefined;
    return original === undefined ? path : [String(top), original, ...rest];
  };
  return { pack: parsed.output, damaged: new Set(damage.keys()), originalPath };
}
