import type { Attention } from "../presentation/awareness.ts";
import { homesOf } from "../presentation/presentation.ts";
import { FIRST_ATTENTION } from "./firstAttention.ts";
import { endTime, type Moment } from "./moment.ts";

/** Pauses (mirroring paused, or no presenter connected) longer than this are not counted; shorter ones are. */
export const PAUSE_MS = 2 * 60_000;

/** One buyer's time at one home. */
interface BuyerDwell {
  /** Connected, visible and following while the home was shown. */
  readonly watchedMs: number;
  /** Time at the home on the buyer's own, away from the presented view, in ms. */
  readonly aloneMs: number;
  /** How often the buyer returned to the home on their own after viewing something else. */
  readonly cameBack: number;
  readonly liked: boolean;
}

export interface HomeDwell {
  readonly unit: string;
  /** Time that a presenter showed it, in ms. */
  readonly shownMs: number;
  /** By subject. A buyer who neither saw nor liked the home is absent. */
  readonly buyers: ReadonlyMap<string, BuyerDwell>;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Time that each home was shown and seen, by buyer, up to the end or `until` (ms since 1970). `moments` are in the
 * order of `compareMoments`; homes in the order in which they were first seen.
 */
export function dwellOf(moments: readonly Moment[], until: number): readonly HomeDwell[] {
  const end = endTime(moments, until);
  const pauses = longPauses(moments, end);
  const homes = new Homes();
  let shown: readonly string[] = [];
  const buyers = new Map<string, Buyer>();
  let since = moments[0]?.at ?? end;
  let isOver = false;
  const count = (to: number): void => {
    const ms = withoutPauses({ from: since, to }, pauses);
    since = to;
    for (const home of shown) homes.show(home, ms);
    for (const [subject, buyer] of buyers) {
      if (!buyer.connected || buyer.attention.state === "hidden") continue;
      const alone = buyer.attention.state === "exploring";
      for (const home of alone ? homesOf(buyer.attention.view) : shown) {
        homes.see(home, subject, alone ? "aloneMs" : "watchedMs", ms);
      }
    }
  };
  for (const moment of moments) {
    count(Math.min(Math.max(moment.at, since), end));
    isOver ||= moment.kind === "end";
    // Readers of the recap may still change their hearts.
    if (isOver && moment.kind !== "heart") continue;
    if (moment.kind === "view") shown = homesOf(moment.view);
    const { by } = moment;
    if (by === undefined) continue;
    if (moment.kind === "joined" && moment.role === "buyer") {
      buyers.set(by, { connected: true, attention: buyers.get(by)?.attention ?? FIRST_ATTENTION });
    }
    const buyer = buyers.get(by);
    if (buyer === undefined) continue;
    if (moment.kind === "left") buyer.connected = false;
    if (moment.kind === "heart") homes.like(moment.unit, by, moment.liked);
    if (moment.kind !== "attention") continue;
    const { state, view } = moment;
    const next = { state, ...(view === undefined ? {} : { view }) };
    for (const home of aloneWith(next)) {
      if (!aloneWith(buyer.attention).includes(home)) homes.visit(home, by);
    }
    buyer.attention = next;
  }
  count(end);
  return homes.list();
}

interface Buyer {
  connected: boolean;
  attention: Attention;
}

const aloneWith = ({ state, view }: Attention): readonly string[] =>
  state === "exploring" ? homesOf(view) : [];

/** Spans from `paused` to `resumed`, and from `away` until a presenter is back. */
function longPauses(moments: readonly Moment[], end: number): readonly Span[] {
  const spans: Span[] = [];
  let paused: number | undefined;
  let away: number | undefined;
  const close = (from: number | undefined, to: number): undefined => {
    if (from !== undefined && to - from > PAUSE_MS) spans.push({ from, to });
  };
  for (const moment of moments) {
    if (moment.at >= end) break;
    if (moment.kind === "paused") paused ??= moment.at;
    else if (moment.kind === "away") away ??= moment.at;
    else if (moment.kind === "resumed") paused = close(paused, moment.at);
    else if (moment.kind === "joined" && moment.role === "agent") away = close(away, moment.at);
  }
  close(paused, end);
  close(away, end);
  return spans;
}

/** Pauses may overlap: a paused agent may also go away. */
function withoutPauses({ from, to }: Span, pauses: readonly Span[]): number {
  let [ms, counted] = [0, from];
  for (const pause of pauses.toSorted((one, other) => one.from - other.from)) {
    if (pause.to <= counted || pause.from >= to) continue;
    ms += Math.max(0, pause.from - counted);
    counted = Math.max(counted, pause.to);
  }
  return ms + Math.max(0, to - counted);
}

interface Seen {
  watchedMs: number;
  aloneMs: number;
  visits: number;
  liked: boolean;
}

class Homes {
  readonly #homes = new Map<string, { shownMs: number; readonly buyers: Map<string, Seen> }>();

  show(unit: string, ms: number): void {
    this.#home(unit).shownMs += ms;
  }

  see(unit: string, subject: string, how: "watchedMs" | "aloneMs", ms: number): void {
    if (ms > 0) this.#buyer(unit, subject)[how] += ms;
  }

  visit(unit: string, subject: string): void {
    this.#buyer(unit, subject).visits += 1;
  }

  like(unit: string, subject: string, liked: boolean): void {
    this.#buyer(unit, subject).liked = liked;
  }

  list(): readonly HomeDwell[] {
    return [...this.#homes].map(([unit, { shownMs, buyers }]) => ({
      unit,
      shownMs,
      buyers: new Map(
        [...buyers].map(([subject, { watchedMs, aloneMs, visits, liked }]) => [
          subject,
          { watchedMs, aloneMs, cameBack: Math.max(0, visits - 1), liked },
        ]),
      ),
    }));
  }

  #home(unit: string) {
    const known = this.#homes.get(unit);
    if (known !== undefined) return known;
    const home = { shownMs: 0, buyers: new Map<string, Seen>() };
    this.#homes.set(unit, home);
    return home;
  }

  #buyer(unit: string, subject: string) {
    const { buyers } = this.#home(unit);
    const known = buyers.get(subject);
    if (known !== undefined) return known;
    const buyer = { watchedMs: 0, aloneMs: 0, visits: 0, liked: false };
    buyers.set(subject, buyer);
    return buyer;
  }
}
