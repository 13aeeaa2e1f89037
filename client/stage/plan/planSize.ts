import type { Layout, Picture, Unit } from "../../../schema/catalogue/catalogue.ts";
import type { Outline } from "../../../schema/values/geometry.ts";
import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import { boxOf, signedArea, type Box } from "../geometry.ts";

export interface PlanSize {
  readonly metres: readonly [width: number, height: number];
  /** Whether the metres are known, or estimated from the area. */
  readonly exact: boolean;
}

/** Margin around a cut-out, as a share of its longer side. */
const MARGIN = 0.05;
/** Share of a layout's picture that the home fills. */
const PICTURE_FILL = 0.6;

export interface Cutout {
  /** The plan's. */
  readonly picture: Picture;
  readonly outline: Outline;
  /** The visible part of the plan's picture, in its pixels. */
  readonly frame: Box;
}

/** The part of a floor's plan that shows one home; `undefined` if picture or outline is missing. */
export function cutoutOf(
  look: Extract<Layout["look"], { kind: "cutout" }>,
  index: ProjectIndex,
): Cutout | undefined {
  const plan = index.plans.get(look.plan);
  const outline = plan?.units.find(({ position }) => position === look.position)?.outline;
  if (plan?.picture === undefined || outline === undefined) return undefined;
  const box = boxOf(outline);
  const margin = Math.max(box.width, box.height) * MARGIN;
  return {
    picture: plan.picture,
    outline,
    frame: {
      x: box.x - margin,
      y: box.y - margin,
      width: box.width + 2 * margin,
      height: box.height + 2 * margin,
    },
  };
}

const areaOf = (layout: Layout, homes: readonly Unit[]): number | undefined =>
  layout.area ?? homes.find(({ area }) => area !== undefined)?.area;

/** The real size of a layout's picture; `undefined` without a picture or if its size is unknown. */
export function planSize(layout: Layout, index: ProjectIndex): PlanSize | undefined {
  const { look } = layout;
  if (look === undefined) return undefined;
  if (look.kind === "drawing") return { metres: look.drawing.size, exact: true };
  const area = areaOf(layout, index.unitsByLayout.get(layout.id) ?? []);
  if (look.kind === "picture") {
    const [width, height] = look.picture.size;
    if (area === undefined) return undefined;
    const pixelsPerMetre = Math.sqrt((width * height * PICTURE_FILL) / area);
    return { metres: [width / pixelsPerMetre, height / pixelsPerMetre], exact: false };
  }
  const cutout = cutoutOf(look, index);
  if (cutout === undefined) return undefined;
  const known = index.plans.get(look.plan)?.pixelsPerMetre;
  const reckoned =
    area === undefined ? undefined : Math.sqrt(Math.abs(signedArea(cutout.outline)) / area);
  const pixelsPerMetre = known ?? reckoned;
  if (pixelsPerMetre === undefined) return undefined;
  return {
    metres: [cutout.frame.width / pixelsPerMetre, cutout.frame.height / pixelsPerMetre],
    exact: known !== undefined,
  };
}

/** Aspect ratio of what `PlanPicture` draws; `undefined` if it draws nothing. */
export function planRatio(layout: Layout, index: ProjectIndex): number | undefined {
  const { look } = layout;
  if (look === undefined) return undefined;
  if (look.kind === "drawing") return look.drawing.size[0] / look.drawing.size[1];
  if (look.kind === "picture") return look.picture.size[0] / look.picture.size[1];
  const frame = cutoutOf(look, index)?.frame;
  return frame && frame.width / frame.height;
}
