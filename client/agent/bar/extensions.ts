import { OPEN_FOR_MINUTES, type OpenForMinutes } from "../invite/durations.ts";

const MINUTE_MS = 60_000;
/** The server accepts an end at most 24 h from now. */
const LONGEST_MINUTES = 24 * 60;

/** An extension of a presentation, and the end that it leads to. */
export interface Extension {
  readonly minutes: OpenForMinutes;
  readonly untilMs: number;
  /** Whether the end is limited to 24 h from now, so that fewer minutes are added. */
  readonly longest: boolean;
}

/**
 * Pure: the minutes from `nowMs` that add `more` to the time left, as the server expects them: at most 24 h, and never
 * fewer than are left.
 */
export const minutesFromNow = (expiresAtMs: number, nowMs: number, more: number): number => {
  const left = Math.max(0, (expiresAtMs - nowMs) / MINUTE_MS);
  return Math.max(left, Math.min(left + more, LONGEST_MINUTES));
};

/** Pure: the possible extensions, each with a later end than the one before and than the current one. */
export function extensionsOf(expiresAtMs: number, nowMs: number): readonly Extension[] {
  const found: Extension[] = [];
  for (const minutes of OPEN_FOR_MINUTES) {
    const given = minutesFromNow(expiresAtMs, nowMs, minutes);
    const untilMs = nowMs + given * MINUTE_MS;
    const endsNowMs = found.at(-1)?.untilMs ?? expiresAtMs;
    if (untilMs - endsNowMs < MINUTE_MS) continue;
    found.push({ minutes, untilMs, longest: given === LONGEST_MINUTES });
  }
  return found;
}
