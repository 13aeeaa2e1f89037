/** Somebody who presents wrote the document or moved their hand. */
export interface Act {
  readonly kind: "wrote" | "pointed";
  /** The Yjs client id under which it was done. */
  readonly clientId: number;
  readonly atMs: number;
}

/** Who drives, and when they last acted. */
export interface ActivePresenter {
  readonly clientId: number;
  readonly actedAtMs: number;
}

/** A hand that moves takes nothing from somebody who acted a shorter while ago: two hands at once do not flicker. */
export const REST_MS = 2_000;

/** Pure: who writes drives at once; who only points drives once the other is at rest. */
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

/** Pure: the driver among those who present now; one alone drives. `undefined`: several are there and none has acted. */
export function activePresenterAmong(
  active: ActivePresenter | undefined,
  present: readonly number[],
): number | undefined {
  if (active !== undefined && present.includes(active.clientId)) return active.clientId;
  return present.length === 1 ? present[0] : undefined;
}
