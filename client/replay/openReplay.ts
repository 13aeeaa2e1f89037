import { lastIndexAt } from "../../schema/history/byTime.ts";
import { indexFollowers, type Follower } from "../../schema/history/followers.ts";
import type { Chapter } from "../../schema/history/chapters.ts";
import type { Moment } from "../../schema/history/moment.ts";
import { indexPointed, type Pointed } from "../../schema/history/pointed.ts";
import { playedOf } from "../../schema/history/played.ts";
import { indexStates } from "../../schema/history/stateAt.ts";
import type { PresentationState } from "../../schema/presentation/presentation.ts";
import { createStore, type Store } from "../base/store.ts";
import { openFollowing, type FollowingStore } from "../buyer/viewing/following.ts";
import type { Pointing, PointingSource } from "../stage/pointing.ts";
import type { Timing } from "../ui/timing.ts";
import { openPlayer, type Player } from "./player.ts";

export interface ReplayOptions {
  readonly project: string;
  /** In the order of `compareMoments`. */
  readonly moments: readonly Moment[];
  /** Current time of a running presentation, in ms since 1970. */
  readonly until: number;
  /** The buyer of the replay, which starts with their arrival. Absent: the whole presentation. */
  readonly reader?: string | undefined;
  readonly timing: Pick<Timing, "nextFrame">;
}

/** A past presentation that can be played, without a room. */
export interface Replay {
  readonly player: Player;
  readonly durationMs: number;
  /** The history's time (ms since 1970) at a position. */
  readonly timeAt: (positionMs: number) => number;
  /** Times in ms from the replay's start. */
  readonly chapters: readonly Chapter[];
  /** The state at the player's position; the same object while nothing changes. */
  readonly state: Store<PresentationState>;
  /** Index of the chapter at the player's position. */
  readonly chapter: Store<number>;
  readonly pointing: PointingSource;
  /** The buyers who were there at the player's position. */
  readonly followers: Store<readonly Follower[]>;
  /** Whether the stage shows the replay or a look of the viewer's own; playing and seeking return to the replay. */
  readonly following: FollowingStore;
  readonly close: () => void;
}

const isArrivalOf = (reader: string) => (moment: Moment) =>
  moment.kind === "joined" && moment.by === reader;

/** Names of presenters by subject, where several presented: a single one is "your agent". */
function presentersOf(moments: readonly Moment[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const moment of moments) {
    const { by } = moment;
    if (by !== undefined && moment.kind === "joined" && moment.role === "agent") {
      names.set(by, moment.name ?? "");
    }
  }
  return names.size > 1 ? names : new Map<string, string>();
}

/** Moments contain the pointed object without coordinates, so the pointer is drawn at its centre. */
const middleOf = (anchor: string) => ({ anchor, x: 0.5, y: 0.5 });

function pointingOf(pointed: readonly Pointed[], names: ReadonlyMap<string, string>): Pointing {
  const [lead, ...others] = pointed;
  if (lead === undefined) return {};
  const nameOf = ({ by }: Pointed) => (by === undefined ? undefined : names.get(by)) || undefined;
  return {
    pointer: middleOf(lead.anchor),
    highlight: { anchor: lead.anchor },
    name: nameOf(lead),
    hands: others.map((other, id) => ({
      id,
      name: nameOf(other) ?? "",
      pointer: middleOf(other.anchor),
    })),
  };
}

/** `undefined`: nothing was shown that could be played. */
export function openReplay(options: ReplayOptions): Replay | undefined {
  const { project, moments, until, reader, timing } = options;
  const from = reader === undefined ? undefined : moments.find(isArrivalOf(reader))?.at;
  const played = playedOf(moments, { until, from });
  const statesAt = indexStates(project, moments);
  const first = played && statesAt(played.timeAt(0));
  if (played === undefined || first === undefined) return undefined;
  const { durationMs, timeAt } = played;
  const chapters = played.chapters.map(({ view, from: at, to }) => ({ at, from: at, to, view }));
  const pointedAt = indexPointed(moments);
  const followersAt = indexFollowers(moments);
  const names = presentersOf(moments);

  const player = openPlayer({ timing, durationMs });
  const state = createStore(first);
  const chapter = createStore(0);
  const following = openFollowing(state);
  const followers = createStore(followersAt(timeAt(0)));
  let pointed = pointedAt(timeAt(0));
  const pointing = createStore(pointingOf(pointed, names));

  const stopFollowing = player.position.subscribe(() => {
    const positionMs = player.position.get();
    const at = timeAt(positionMs);
    state.set(statesAt(at) ?? first);
    followers.set(followersAt(at));
    chapter.set(Math.max(0, lastIndexAt(chapters, positionMs)));
    const next = pointedAt(at);
    if (next !== pointed) pointing.set(pointingOf(next, names));
    pointed = next;
    if (following.get().following.kind === "exploring") following.dispatch({ kind: "back" });
  });
  const stopPlaying = following.subscribe(() => {
    if (following.get().following.kind === "exploring") player.pause();
  });
  return {
    player,
    durationMs,
    timeAt,
    chapters,
    state,
    chapter,
    pointing,
    followers,
    following,
    close: () => {
      stopFollowing();
      stopPlaying();
      player.close();
    },
  };
}
