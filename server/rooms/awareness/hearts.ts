import type { Ask } from "../../../schema/presentation/awareness.ts";
import type { HeartRecord } from "../../storage/storage.ts";

/** The homes that each buyer of a room likes, by the buyer's subject, oldest first. */
export type Hearts = Map<string, readonly string[]>;

export function groupHearts(records: readonly HeartRecord[]): Hearts {
  const hearts: Hearts = new Map();
  for (const { participant, unit } of records) {
    hearts.set(participant, [...(hearts.get(participant) ?? []), unit]);
  }
  return hearts;
}

/** Fields that the server adds to a buyer's published state. */
export interface ServerFields {
  readonly hearts: readonly string[] | undefined;
  readonly ask: Ask | undefined;
}

/**
 * Adds the fields that only the server may set to a published state: a buyer's hearts and ask, and `reach: "lost"` when
 * its process is unreachable.
 */
export function withServerFields(
  own: string,
  { hearts, ask }: ServerFields,
  isLost: boolean,
): string {
  const hasHearts = hearts !== undefined && hearts.length > 0;
  if (!hasHearts && ask === undefined && !isLost) return own;
  const state = JSON.parse(own) as object;
  return JSON.stringify({
    ...state,
    ...(hasHearts && { hearts }),
    ...(ask !== undefined && { ask }),
    ...(isLost && { reach: "lost" }),
  });
}
