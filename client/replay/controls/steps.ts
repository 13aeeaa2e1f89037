import type { Replay } from "../openReplay.ts";

/** A press soon after a chapter's beginning leads to the one before it, a later one to its beginning. */
const AGAIN_MS = 2_000;

/** Where the next or the last chapter begins, in ms from the start. The end is after the last. */
export function chapterFrom(
  { chapters, chapter, player, durationMs }: Replay,
  way: 1 | -1,
): number {
  const current = chapter.get();
  if (way === 1) return chapters[current + 1]?.from ?? durationMs;
  const begun = chapters[current]?.from ?? 0;
  if (player.position.get() - begun > AGAIN_MS) return begun;
  return chapters[current - 1]?.from ?? 0;
}
