/** Maximum length of a person's name, in UTF-16 units. It travels in each awareness state of its owner. */
export const MAX_NAME_LENGTH = 80;

/** The name without surrounding space, cut to `MAX_NAME_LENGTH` between two characters as people count them. */
export function cutName(name: string): string {
  const trimmed = name.trim();
  if (trimmed.length <= MAX_NAME_LENGTH) return trimmed;
  let cut = "";
  // A character may be longer than the limit itself, so the segmenter reads no more than could matter.
  for (const { segment } of new Intl.Segmenter().segment(trimmed.slice(0, 4 * MAX_NAME_LENGTH))) {
    if (cut.length + segment.length > MAX_NAME_LENGTH) break;
    cut += segment;
  }
  return cut.trimEnd();
}
