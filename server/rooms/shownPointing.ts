import type { AgentFields } from "../../schema/awareness.ts";

/**
 * Pure: what an agent publishes, without what points at something that buyers do not know of: a home that is held back
 * is not named to them even by a mouse that passes over it.
 */
export function shownPointing(
  fields: AgentFields,
  hasTarget: (target: string) => boolean,
): AgentFields {
  const { pointer, highlight, camera, ...rest } = fields;
  return {
    ...rest,
    ...(pointer !== undefined && hasTarget(pointer.anchor) && { pointer }),
    ...(highlight !== undefined && hasTarget(highlight.anchor) && { highlight }),
    ...(camera !== undefined && hasTarget(camera.target) && { camera }),
  };
}
