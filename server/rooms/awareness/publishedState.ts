import type { Identity, Participant } from "../participant.ts";

/** Whose connection may change a state: one here, or one that another process has, which told it with this clock. */
type Holder =
  | { readonly kind: "here"; readonly participant: Participant }
  | { readonly kind: "peer"; readonly node: string; readonly clock: number };

/** One participant's published state. */
export interface PublishedState {
  readonly clientId: number;
  /** As it is told to the people here. */
  readonly clock: number;
  /** As it is told: `own` with what the server puts in. */
  readonly json: string;
  readonly own: string;
  readonly owner: Identity;
  readonly holder: Holder;
  /** Its holder is a process that is not heard at present. */
  readonly isLost: boolean;
}

export const isOf = ({ holder }: PublishedState, node: string): boolean =>
  holder.kind === "peer" && holder.node === node;

/**
 * Whether what another process tells of a state is later than what is known: the newest connection of a client id has it.
 * Every process decides alike, also when two of them have told it in the same moment.
 */
export function isLater(
  told: { readonly clock: number; readonly node: string },
  { clock, holder }: PublishedState,
  self: string,
): boolean {
  const known = holder.kind === "here" ? { clock, node: self } : holder;
  return told.clock === known.clock ? told.node > known.node : told.clock > known.clock;
}
