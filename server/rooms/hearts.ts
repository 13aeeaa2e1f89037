import type { HeartRecord } from "../storage/storage.ts";

/** The homes that each buyer of a room likes, by the buyer's subject, oldest first. */
export type Hearts = Map<string, readonly string[]>;

export function groupHearts(records: readonly HeartRecord[]): Hearts {
  const hearts: Hearts = new Map();
  for (const { participant, unit } of records) {
    hearts.set(participant, [...(hearts.get(participant) ?? []), unit]);
  }
  return hearts;
}

/** Puts the hearts into what a buyer published: the server's own word, since buyers cannot send the field. */
export const withHearts = (json: string, hearts: readonly string[] | undefined): string =>
  hearts === undefined || hearts.length === 0
    ? json
    : JSON.stringify({ ...(JSON.parse(json) as object), hearts });
