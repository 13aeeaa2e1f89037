import { chaptersOf, type Chapter } from "./chapters.ts";
import { lastIndexAt } from "./byTime.ts";
import { PAUSE_MS } from "./dwell.ts";
import { endTime, type Moment } from "./moment.ts";

/** How much of a long silence is played, in ms, so that the last view is seen. */
export const KEPT_SILENCE_MS = 5_000;
/** Shortest replay, in ms: a presentation of one moment can still be shown. */
const SHORTEST_MS = 1_000;

interface Span {
  readonly from: number;
  readonly to: number;
}

/** A presentation's replay, without paused spans and long silences. */
export interface Played {
  readonly durationMs: number;
  /** The history's time (ms since 1970) at a time of the replay. Limited to what is played. */
  readonly timeAt: (playedMs: number) => number;
  /** Chapters with times in ms from the replay's start. None is empty, and together they cover the whole replay. */
  readonly chapters: readonly Chapter[];
}

export interface PlayedOptions {
  /** Current time of a running presentation, in ms since 1970. */
  readonly until: number;
  /** Nothing earlier is played: a buyer's own replay begins when the buyer joined. */
  readonly from?: number | undefined;
}

/** `undefined`: nothing was shown. `moments` are in the order of `compareMoments`. */
export function playedOf(
  moments: readonly Moment[],
  { until, from = -Infinity }: PlayedOptions,
): Played | undefined {
  const first = moments.find(({ kind }) => kind === "view");
  if (first === undefined) return undefined;
  const end = endTime(moments, until);
  const start = Math.min(Math.max(first.at, from), Math.max(end, first.at));
  const parts = placeSpans(playedSpans(moments, { from: start, to: Math.max(end, start) }));
  const last = parts.at(-1);
  const durationMs = last === undefined ? 0 : last.at + last.to - last.from;
  const timeAt = (playedMs: number): number => {
    const part = parts[Math.max(0, lastIndexAt(parts, playedMs))];
    return part === undefined
      ? start
      : Math.min(part.from + Math.max(0, playedMs - part.at), part.to);
  };
  const playedAt = (at: number): number => {
    let played = 0;
    for (const part of parts) {
      if (part.from > at) break;
      played = part.at + Math.min(at, part.to) - part.from;
    }
    return played;
  };
  const chapters = chaptersOf(moments, Math.max(end, start)).map(({ from, to, view }) => ({
    from: playedAt(from),
    to: playedAt(to),
    view,
  }));
  return { durationMs, timeAt, chapters: withoutEmpty(chapters, durationMs) };
}

/** A span with its place in the replay: `at` ms from the start. */
interface PlacedSpan extends Span {
  readonly at: number;
}

function placeSpans(spans: readonly Span[]): readonly PlacedSpan[] {
  let at = 0;
  return spans.map((span) => {
    const placed = { ...span, at };
    at += span.to - span.from;
    return placed;
  });
}

/** `whole` without paused spans and silences. Never empty. */
function playedSpans(moments: readonly Moment[], whole: Span): readonly Span[] {
  const spans: Span[] = [];
  let { from } = whole;
  for (const cut of cutsOf(moments, whole)) {
    if (cut.from > from) spans.push({ from, to: cut.from });
    from = Math.max(from, cut.to);
  }
  if (whole.to > from || spans.length === 0) spans.push({ from, to: whole.to });
  const length = spans.reduce((sum, span) => sum + span.to - span.from, 0);
  const last = spans.pop();
  if (last === undefined) return spans;
  return [...spans, { ...last, to: last.to + Math.max(0, SHORTEST_MS - length) }];
}

/** In order of their beginning; they may overlap. */
function cutsOf(moments: readonly Moment[], whole: Span): readonly Span[] {
  const cuts: Span[] = [];
  let busyUntil = whole.from;
  let paused: number | undefined;
  let away: number | undefined;
  const isBusy = (from: number): void => {
    if (from - busyUntil > PAUSE_MS) cuts.push({ from: busyUntil + KEPT_SILENCE_MS, to: from });
    busyUntil = Math.max(busyUntil, from);
  };
  const endAway = (at: number): void => {
    if (away !== undefined && at - away > PAUSE_MS) {
      cuts.push({ from: away + KEPT_SILENCE_MS, to: at });
    }
    away = undefined;
  };
  for (const moment of moments) {
    if (moment.at > whole.to) break;
    if (moment.kind === "paused") paused ??= moment.at;
    else if (moment.kind === "resumed" && paused !== undefined) {
      cuts.push({ from: paused, to: moment.at });
      paused = undefined;
    } else if (moment.kind === "away") away ??= moment.at;
    else if (moment.kind === "joined" && moment.role === "agent") endAway(moment.at);
    if (moment.at < whole.from) continue;
    if (moment.kind === "pointed") isBusy(Math.max(whole.from, moment.at - moment.ms));
    isBusy(moment.at);
  }
  isBusy(whole.to);
  if (paused !== undefined) cuts.push({ from: paused, to: whole.to });
  endAway(whole.to);
  return cuts.toSorted((one, other) => one.from - other.from);
}

/** Non-empty chapters without gaps: from 0, even if a part of the first is not played, to `durationMs`. */
function withoutEmpty(chapters: readonly Chapter[], durationMs: number): readonly Chapter[] {
  const kept = chapters.filter(({ from, to }) => to > from);
  const shown = kept.length > 0 ? kept : chapters.slice(-1);
  return shown.map(({ view, from }, index) => ({
    view,
    from: index === 0 ? 0 : from,
    to: shown[index + 1]?.from ?? durationMs,
  }));
}
