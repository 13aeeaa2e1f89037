import { OPEN_FOR_MINUTES, type OpenForMinutes } from "../invite/durations.ts";

const MINUTE_MS = 60_000;
/** The server lets a presentation end a day from now at the latest. */
const LONGEST_MINUTES = 24 * 60;

/** More time for a presentation, and when it ends then. */
export interface Extension {
  readonly minutes: OpenForMinutes;
  readonly untilMs: number;
  /** A day from now, which is less than its minutes would give. */
  readonly longest: boolean;
}

/**
 * Pure: the minutes from `nowMs` that add `more` to what is left, as the server takes them: a day at most, and never fewer
 * than are left.
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
