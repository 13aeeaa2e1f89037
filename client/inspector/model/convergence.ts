import * as Y from "yjs";
import {
  fingerprint,
  type DocumentReport,
  type Fingerprint,
} from "../../../schema/protocol/inspection.ts";
import type { DocumentReader } from "./reader.ts";

/** This page's document, to compare with the server's. */
export interface LocalDocument extends Fingerprint {
  readonly stateVector: ReadonlyMap<number, number>;
  readonly pending: number;
}

export type Convergence =
  | { readonly kind: "unknown" }
  | { readonly kind: "equal" }
  /** One side has changes that the other has not received yet. */
  | { readonly kind: "under-way"; readonly keys: readonly string[] }
  /** Both have the same changes and differ all the same. */
  | { readonly kind: "differs"; readonly keys: readonly string[] };

export function measureLocal(doc: Y.Doc, reader: DocumentReader): LocalDocument {
  return {
    ...fingerprint(reader.entries(doc)),
    stateVector: Y.decodeStateVector(Y.encodeStateVector(doc)),
    pending: doc.store.pendingStructs?.missing.size ?? 0,
  };
}

export interface ClientClock {
  readonly client: number;
  readonly here: number;
  /** `undefined`: no server report yet. */
  readonly there: number | undefined;
}

/** Compares both state vectors, differing clients first. */
export function compareVectors(
  local: LocalDocument,
  server: DocumentReport | undefined,
): readonly ClientClock[] {
  const there = server && new Map(server.stateVector);
  const clients = new Set([...local.stateVector.keys(), ...(there?.keys() ?? [])]);
  const differs = ({ here, there: other }: ClientClock) => other !== undefined && here !== other;
  return [...clients]
    .map((client) => ({
      client,
      here: local.stateVector.get(client) ?? 0,
      there: there && (there.get(client) ?? 0),
    }))
    .toSorted((one, other) => Number(differs(other)) - Number(differs(one)));
}

export const clockSum = (vector: Iterable<readonly [number, number]>): number =>
  [...vector].reduce((sum, [, clock]) => sum + clock, 0);

/** Pure: compares the local document with the server's. */
export function compareDocuments(
  local: LocalDocument | undefined,
  server: DocumentReport | undefined,
): Convergence {
  if (local === undefined || server === undefined) return { kind: "unknown" };
  if (local.hash === server.hash) return { kind: "equal" };
  const names = new Set([...Object.keys(local.keys), ...Object.keys(server.keys)]);
  const keys = [...names].filter((key) => local.keys[key] !== server.keys[key]).toSorted();
  const there = new Map(server.stateVector);
  const same =
    there.size === local.stateVector.size &&
    [...there].every(([client, clock]) => local.stateVector.get(client) === clock);
  return { kind: same && local.pending === 0 ? "differs" : "under-way", keys };
}
