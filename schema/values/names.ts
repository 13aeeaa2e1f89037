/** Maximum length of a person's name, in UTF-16 units. It travels in each awareness state of its owner. */
export const MAX_NAME_LENGTH = 80;

/** Control characters, lone surrogates, line separators, and marks that change the direction of the following text. */
const UNREADABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu;

/** The name in one line, trimmed, without control and directional characters. */
export const readableName = (name: string): string => name.replaceAll(UNREADABLE, " ").trim();

/** The readable name, cut to `MAX_NAME_LENGTH` at a grapheme boundary. */
export function cutName(name: string): string {
  const trimmed = readableName(name);
  if (trimmed.length <= MAX_NAME_LENGTH) return trimmed;
  let cut = "";
  // A single grapheme may exceed the limit, so the segmenter's input is limited too.
  for (const { segment } of new Intl.Segmenter().segment(trimmed.slice(0, 4 * MAX_NAME_LENGTH))) {
    if (cut.length + segment.length > MAX_NAME_LENGTH) break;
    cut += segment;
  }
  return cut.trimEnd();
}
