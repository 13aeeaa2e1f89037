import type { Like } from "../../../../schema/protocol/api.ts";
import { createStore, type Store } from "../../../base/store.ts";
import type { ViewerPresence } from "../../../session/types.ts";
import type { Liker, Likes } from "../../../stage/hearts/hearts.ts";
import type { PresentingState } from "../presenting.ts";

export interface LikesOptions {
  /** All buyers' likes. `viewers`: the connected ones. */
  readonly list: (id: string, viewers: readonly ViewerPresence[]) => Promise<readonly Like[]>;
  readonly presenting: Store<PresentingState>;
  /** Called when a connected buyer likes a home. */
  readonly onLike: (like: Like) => void;
}

/** The likes of all buyers of the presentation, including those who left. */
export interface LikesFeed {
  readonly likes: Store<Likes>;
  /** Idempotent. */
  close(): void;
}

const NOBODY: Likes = new Map();

function group(likes: readonly Like[]): Likes {
  const grouped = new Map<string, Liker[]>();
  for (const { unit, name, at } of likes) {
    const liker = { name, atMs: Date.parse(at) };
    grouped.set(unit, [...(grouped.get(unit) ?? []), liker]);
  }
  return grouped;
}

const keyOf = ({ unit, name, at }: Like): string => JSON.stringify([unit, name, at]);
const heartsOf = (viewers: readonly ViewerPresence[]): string =>
  JSON.stringify(viewers.map(({ hearts = [] }) => hearts));

/**
 * Awareness reports changes at once, but only of connected buyers; the server's complete list, with names and times, is
 * fetched after each change.
 */
export function openLikes({ list, presenting, onLike }: LikesOptions): LikesFeed {
  const likes = createStore<Likes>(NOBODY);
  let presentation: string | undefined;
  let known: ReadonlySet<string> | undefined;
  let stopViewers = () => {};
  let asking = false;
  let again = false;

  function show(found: readonly Like[]): void {
    for (const like of found) if (known?.has(keyOf(like)) === false) onLike(like);
    known = new Set(found.map(keyOf));
    likes.set(group(found));
  }

  function viewersNow(): readonly ViewerPresence[] {
    const now = presenting.get();
    return now.kind === "live" ? now.session.viewers.get() : [];
  }

  async function ask(): Promise<void> {
    again = asking;
    if (asking || presentation === undefined) return;
    asking = true;
    const id = presentation;
    const found = await list(id, viewersNow()).catch(() => undefined);
    asking = false;
    if (id === presentation && found !== undefined) show(found);
    if (again) await ask();
  }

  function follow(): void {
    const now = presenting.get();
    const id = now.kind === "idle" ? undefined : now.presented.id;
    if (id !== presentation) {
      presentation = id;
      known = undefined;
      likes.set(NOBODY);
    }
    stopViewers();
    stopViewers = () => {};
    if (now.kind !== "live") return;
    const { viewers } = now.session;
    let seen = heartsOf(viewers.get());
    stopViewers = viewers.subscribe(() => {
      const hearts = heartsOf(viewers.get());
      if (hearts === seen) return;
      seen = hearts;
      void ask();
    });
    void ask();
  }

  const stopPresenting = presenting.subscribe(follow);
  follow();
  return {
    likes,
    close: () => {
      presentation = undefined;
      stopViewers();
      stopPresenting();
    },
  };
}

/**
 * The likes of connected buyers, dated by when they were first seen, for colleagues, who may not fetch the server's list.
 */
export function likesInSight(now: () => number): LikesOptions["list"] {
  const sinceWhen = new Map<string, string>();
  return async (_id, viewers) =>
    viewers.flatMap(({ clientId, name, hearts = [] }) =>
      hearts.map((unit) => {
        const key = JSON.stringify([clientId, unit]);
        const at = sinceWhen.get(key) ?? new Date(now()).toISOString();
        sinceWhen.set(key, at);
        return { unit, name, at };
      }),
    );
}
