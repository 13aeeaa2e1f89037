import type { Presenter } from "../../../session/types.ts";
import type { Presenting } from "../presenting.ts";

export type Arrival = "came" | "gone";

/**
 * Reports other presenters who join or leave, by name, so that a reloaded page is the same colleague. Returns a function
 * that stops.
 */
export function watchArrivals(
  { state }: Pick<Presenting, "state">,
  report: (arrival: Arrival, name: string) => void,
): () => void {
  let known: readonly string[] = [];
  let session: unknown;
  let stopSession = () => {};
  const compare = (presenters: readonly Presenter[]): void => {
    // While this page is out of the room, no presenter has left.
    if (presenters.length === 0) return;
    const now = presenters.filter(({ own }) => !own).map(({ name }) => name);
    const came = now.find((name) => !known.includes(name));
    const gone = known.find((name) => !now.includes(name));
    known = now;
    if (came !== undefined) report("came", came);
    else if (gone !== undefined) report("gone", gone);
  };
  const follow = (): void => {
    const presenting = state.get();
    const next = presenting.kind === "live" ? presenting.session : undefined;
    if (next === session) return;
    session = next;
    stopSession();
    stopSession = () => {};
    if (next === undefined) return;
    compare(next.presenters.get());
    stopSession = next.presenters.subscribe(() => compare(next.presenters.get()));
  };
  const stopFollowing = state.subscribe(follow);
  follow();
  return () => {
    stopFollowing();
    stopSession();
  };
}
