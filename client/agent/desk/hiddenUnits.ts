import type { PresentationChange } from "../../../schema/changes.ts";
import type { PresentationState } from "../../../schema/presentation.ts";
import { indexProject, type ProjectIndex } from "../../../schema/projectIndex.ts";
import { cameraTargetExists, keepKnown, viewExists } from "../../../schema/references.ts";
import { publicProject } from "../../../schema/publicProject.ts";

/** Gives the project as buyers have it; the same index for the same index. */
export function openBuyerIndex(): (index: ProjectIndex) => ProjectIndex {
  let last: { readonly index: ProjectIndex; readonly buyerIndex: ProjectIndex } | undefined;
  return (index) => {
    if (last?.index !== index) {
      const project = publicProject(index.project);
      last = { index, buyerIndex: project === index.project ? index : indexProject(project) };
    }
    return last.buyerIndex;
  };
}

/** Pure: whether the change names what buyers must not see. */
export const namesHiddenUnits = (
  { view, filters, shortlist, camera }: PresentationChange,
  buyerIndex: ProjectIndex,
): boolean =>
  (view !== undefined && !viewExists(view, buyerIndex)) ||
  (filters?.aspects?.some((aspect) => !buyerIndex.aspects.has(aspect)) ?? false) ||
  (shortlist?.add?.some((unit) => !buyerIndex.units.has(unit)) ?? false) ||
  (camera !== undefined && !cameraTargetExists(camera.target, buyerIndex));

/**
 * Pure: what buyers are shown of a state that was arranged unseen. Where it looks at something held back, they go on
 * seeing `held`, or else begin where a presentation does.
 */
export function visibleState(
  state: PresentationState,
  buyerIndex: ProjectIndex,
  held?: Pick<PresentationState, "view" | "camera">,
): PresentationState {
  const known = keepKnown(state, buyerIndex);
  const stays =
    held !== undefined && !viewExists(state.view, buyerIndex) && viewExists(held.view, buyerIndex);
  return stays ? { ...known, view: held.view, camera: held.camera } : known;
}
