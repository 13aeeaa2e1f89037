/** An act of a presenter: a change of the document or a movement of the pointer. */
export interface Act {
  readonly kind: "wrote" | "pointed";
  /** The Yjs client id under which it was done. */
  readonly clientId: number;
  readonly atMs: number;
}

/** The presenter who acted last, and when. */
export interface ActivePresenter {
  readonly clientId: number;
  readonly actedAtMs: number;
}

/**
 * A pointer movement does not make its presenter active within this time after another one's act, so that two pointers at
 * once do not flicker.
 */
export const REST_MS = 2_000;

/** Pure: a change makes its presenter active at once; a movement only when the active one rests. */
export function stepActivePresenter(
  previous: ActivePresenter | undefined,
  act: Act,
): ActivePresenter {
  const { clientId, atMs, kind } = act;
  const takes =
    kind === "wrote" ||
    previous === undefined ||
    previous.clientId === clientId ||
    atMs - previous.actedAtMs >= REST_MS;
  return takes ? { clientId, actedAtMs: atMs } : previous;
}

/** Pure: the active one of the present presenters; a single one always is. `undefined`: several, and none has acted. */
export function activePresenterAmong(
  active: ActivePresenter | undefined,
  present: readonly number[],
): number | undefined {
  if (active !== undefined && present.includes(active.clientId)) return active.clientId;
  return present.length === 1 ? present[0] : undefined;
}
