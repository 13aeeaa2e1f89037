/** Maximum length of a person's name, in UTF-16 units. It travels in each awareness state of its owner. */
export const MAX_NAME_LENGTH = 80;

/** Controls, halves of a character, and marks that turn the direction of what stands after the name. */
const UNREADABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu;

/** The name in one line, trimmed, without control and directional characters. */
export const readableName = (name: string): string => name.replaceAll(UNREADABLE, " ").trim();

/** The readable name, cut to `MAX_NAME_LENGTH` between two characters as people count them. */
export function cutName(name: string): string {
  const trimmed = readableName(name);
  if (trimmed.length <= MAX_NAME_LENGTH) return trimmed;
  let cut = "";
  // A character may be longer than the limit itself, so the segmenter reads no more than could matter.
  for (const { segment } of new Intl.Segmenter().segment(trimmed.slice(0, 4 * MAX_NAME_LENGTH))) {
    if (cut.length + segment.length > MAX_NAME_LENGTH) break;
    cut += segment;
  }
  return cut.trimEnd();
}
