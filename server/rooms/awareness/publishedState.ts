import type { Identity, Participant } from "../participant.ts";

/** Owner of a state: a local participant, or the node that reported it with this clock. */
type Holder =
  | { readonly kind: "here"; readonly participant: Participant }
  | { readonly kind: "peer"; readonly node: string; readonly clock: number };

/** One participant's published state. */
export interface PublishedState {
  readonly clientId: number;
  /** As sent to local participants. */
  readonly clock: number;
  /** `own` with the server's fields added, as sent. */
  readonly json: string;
  readonly own: string;
  readonly owner: Identity;
  readonly holder: Holder;
  /** The process that holds it is unreachable at present. */
  readonly isLost: boolean;
}

export const isOf = ({ holder }: PublishedState, node: string): boolean =>
  holder.kind === "peer" && holder.node === node;

/**
 * Whether a reported state is newer than the known one: the newest connection of a client id wins. Every process
 * decides alike, also when two report at the same moment.
 */
export function isLater(
  told: { readonly clock: number; readonly node: string },
  { clock, holder }: PublishedState,
  self: string,
): boolean {
  const known = holder.kind === "here" ? { clock, node: self } : holder;
  return told.clock === known.clock ? told.node > known.node : told.clock > known.clock;
}
