import type { PresentationChange } from "../../../schema/presentation/changes.ts";
import type { PresentationState } from "../../../schema/presentation/presentation.ts";
import { indexProject, type ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import {
  cameraTargetExists,
  keepKnown,
  viewExists,
} from "../../../schema/presentation/references.ts";
import { publicProject } from "../../../schema/catalogue/publicProject.ts";

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

/** Pure: whether a change names units or views hidden from buyers. */
export const namesHiddenUnits = (
  { view, filters, shortlist, camera }: PresentationChange,
  buyerIndex: ProjectIndex,
): boolean =>
  (view !== undefined && !viewExists(view, buyerIndex)) ||
  (filters?.aspects?.some((aspect) => !buyerIndex.aspects.has(aspect)) ?? false) ||
  (shortlist?.add?.some((unit) => !buyerIndex.units.has(unit)) ?? false) ||
  (camera !== undefined && !cameraTargetExists(camera.target, buyerIndex));

/** Pure: the part of a state that buyers may see. A hidden view is replaced by that of `held`, or by the initial one. */
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
