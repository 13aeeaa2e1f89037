import type { Pointing } from "../../stage/pointing.ts";
import type { AgentAwareness } from "../../../schema/awareness.ts";

const points = ({ pointer, highlight, camera }: PresenterState): boolean =>
  pointer !== undefined || highlight !== undefined || camera !== undefined;

/**
 * Pure: several hands as one stage shows them. The driver's leads, or while it rests another one's; the pointers of all
 * others are shown beside it. Only the driver moves pictures, and only the leader's highlight is shown. `named`: there are several, so each hand says whose it is.
 */
export function mergePointers(
  agents: readonly PresenterState[],
  driver: number | undefined,
  named: boolean,
): Pointing {
  const active = agents.find(({ clientId }) => clientId === driver);
  const pointing = agents.filter(points);
  const leading = active !== undefined && points(active) ? active : (pointing[0] ?? active);
  if (leading === undefined) return {};
  const { pointer, highlight, camera, name, clientId: id } = leading;
  const hands = pointing.flatMap((agent) =>
    agent === leading || agent.pointer === undefined
      ? []
      : [{ id: agent.clientId, name: agent.name, pointer: agent.pointer }],
  );
  return {
    pointer,
    highlight,
    camera: leading.clientId === driver ? camera : undefined,
    ...(named && { name, id }),
    ...(hands.length > 0 && { hands }),
  };
}

/** One who presents, with what its awareness says. */
export interface PresenterState extends AgentAwareness {
  readonly clientId: number;
}
