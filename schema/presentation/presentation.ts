import * as v from "valibot";
import { CustomScreen } from "./customView.ts";
import { Filters, NO_FILTERS } from "./filters.ts";
import { Id } from "../values/ids.ts";

const DOCUMENT_VERSION = 1;

export const Meta = v.strictObject({ version: v.literal(DOCUMENT_VERSION), project: Id });
export type Meta = Readonly<v.InferOutput<typeof Meta>>;

/** Tabs of a home, one of which is shown. `plan` is the default, which views do not name. */
export const HOME_TABS = ["plan", "views", "payment", "location"] as const;
export type HomeTab = (typeof HOME_TABS)[number];

/**
 * A home and its shown tab. Parsed views are canonical, so that they can be compared: `plan` is omitted, as in documents
 * from before tabs.
 */
const UnitView = v.pipe(
  v.strictObject({
    screen: v.literal("unit"),
    unit: Id,
    tab: v.optional(v.picklist(HOME_TABS)),
  }),
  v.transform(({ unit, tab }) => unitView(unit, tab)),
);

export type UnitView = {
  readonly screen: "unit";
  readonly unit: string;
  readonly tab?: Exclude<HomeTab, "plan">;
};

/** The canonical form of a home's view. */
export const unitView = (unit: string, tab: HomeTab = "plan"): UnitView =>
  tab === "plan" ? { screen: "unit", unit } : { screen: "unit", unit, tab };

/** The homes that a view shows. */
export function homesOf(view: View | undefined): readonly string[] {
  if (view?.screen === "unit") return [view.unit];
  return view?.screen === "compare" ? view.units : [];
}

const FloorNumber = v.pipe(v.number(), v.finite());

/** What a presentation shows: a union by `screen`, each with exactly the ids it needs. */
export const View = v.variant("screen", [
  v.strictObject({ screen: v.literal("masterplan"), masterplan: Id }),
  v.strictObject({ screen: v.literal("building"), building: Id }),
  v.strictObject({ screen: v.literal("floor"), building: Id, floor: FloorNumber }),
  v.strictObject({ screen: v.literal("layouts") }),
  v.strictObject({ screen: v.literal("layout"), layout: Id }),
  UnitView,
  v.strictObject({ screen: v.literal("gallery"), image: Id }),
  v.strictObject({ screen: v.literal("orbit"), orbit: Id }),
  v.strictObject({ screen: v.literal("panorama"), panorama: Id }),
  v.strictObject({
    screen: v.literal("compare"),
    units: v.pipe(
      v.array(Id),
      v.minLength(1),
      v.maxLength(3),
      v.check((units) => new Set(units).size === units.length, "repeated"),
    ),
  }),
  v.strictObject({ screen: v.literal("shortlist") }),
  CustomScreen,
]);
export type View = Readonly<v.InferOutput<typeof View>>;
export type Screen = View["screen"];

const Share = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(1));

/** The largest zoom a camera may have: beyond it a picture shows nothing but its pixels. */
export const MAX_ZOOM = 16;
/** Range of a panorama camera's `fov`, in degrees. */
export const MIN_FOV = 10;
export const MAX_FOV = 120;

const Zoom = v.pipe(v.number(), v.finite(), v.minValue(1), v.maxValue(MAX_ZOOM));
const Target = v.pipe(v.string(), v.maxLength(140));
const between = (min: number, max: number) =>
  v.pipe(v.number(), v.finite(), v.minValue(min), v.maxValue(max));

const isAround = (target: string): boolean =>
  target.startsWith("orbit:") || target.startsWith("panorama:");

/** A camera over an image: `target` is the image's anchor; `x`, `y` its point at the centre. */
export const PictureCamera = v.strictObject({
  target: v.pipe(
    Target,
    v.check((target) => !isAround(target), "no image"),
  ),
  x: Share,
  y: Share,
  zoom: Zoom,
});
export type PictureCamera = Readonly<v.InferOutput<typeof PictureCamera>>;

/** A camera around a building: `turn` is a share of a revolution. */
export const OrbitCamera = v.strictObject({
  target: v.pipe(Target, v.startsWith("orbit:")),
  turn: Share,
  zoom: Zoom,
});
export type OrbitCamera = Readonly<v.InferOutput<typeof OrbitCamera>>;

/**
 * A camera in a room. Degrees: `yaw` to the right of the picture's middle, `pitch` above it, `fov` of the viewport's
 * smaller side, so that a portrait phone and a wide desk frame the same thing.
 */
export const PanoramaCamera = v.strictObject({
  target: v.pipe(Target, v.startsWith("panorama:")),
  yaw: between(-360, 360),
  pitch: between(-90, 90),
  fov: between(MIN_FOV, MAX_FOV),
});
export type PanoramaCamera = Readonly<v.InferOutput<typeof PanoramaCamera>>;

/** A camera at rest. */
export const Camera = v.union([PictureCamera, OrbitCamera, PanoramaCamera]);
export type Camera = Readonly<v.InferOutput<typeof Camera>>;

export const isPictureCamera = (camera: Camera): camera is PictureCamera => "x" in camera;

/** All that one presentation shares. The stage draws it with a `Project` and needs nothing else. */
export interface PresentationState {
  readonly meta: Meta;
  readonly view: View;
  readonly filters: Filters;
  /** Unit ids, sorted, so that all pages show the same order. */
  readonly shortlist: readonly string[];
  readonly camera: Camera | undefined;
}

export const initialState = (project: string, view: View): PresentationState => ({
  meta: { version: DOCUMENT_VERSION, project },
  view,
  filters: NO_FILTERS,
  shortlist: [],
  camera: undefined,
});
