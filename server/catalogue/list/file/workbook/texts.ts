/** Texts that recur in a list, such as statuses and layouts, are among its first. */
const MAX_SHARED_TEXTS = 4096;

/**
 * Returns each text as a copy, and recurring ones as the same. V8 keeps a part of a text as a reference into it: the
 * file's whole text would stay in memory with its cells.
 */
export function openTexts(): (text: string) => string {
  const copies = new Map<string, string>();
  return (text) => {
    const known = copies.get(text);
    if (known !== undefined) return known;
    const copy = Buffer.from(text).toString();
    if (copies.size < MAX_SHARED_TEXTS) copies.set(copy, copy);
    return copy;
  };
}
