/** Texts that recur in a list, such as statuses and layouts, are among its first. */
const MAX_SHARED_TEXTS = 4096;

/**
 * Copies a text that may be a part of a larger one. V8 keeps such a part as a reference: the file's whole text would
 * stay in memory with its cells.
 */
export const copyText = (text: string): string => Buffer.from(text).toString();

/** Returns each text as a copy, and recurring ones as the same copy. */
export function openTexts(): (text: string) => string {
  const copies = new Map<string, string>();
  return (text) => {
    const known = copies.get(text);
    if (known !== undefined) return known;
    const copy = copyText(text);
    if (copies.size < MAX_SHARED_TEXTS) copies.set(copy, copy);
    return copy;
  };
}
