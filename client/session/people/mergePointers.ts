import type { Pointing } from "../../stage/pointing.ts";
import type { AgentAwareness } from "../../../schema/presentation/awareness.ts";

const points = ({ pointer, highlight, camera }: PresenterState): boolean =>
  pointer !== undefined || highlight !== undefined || camera !== undefined;

/**
 * Pure: merges the pointers of all presenters for one stage. The active presenter's leads, or another one's while it
 * rests; the rest become `hands`. Only the active presenter moves pictures, and only the leading highlight is shown.
 * `named`: pointers carry names.
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

/** A presenter's awareness state with its client id. */
export interface PresenterState extends AgentAwareness {
  readonly clientId: number;
}
