import type {
  AspectId,
  BuildingId,
  ImageId,
  LayoutId,
  MasterplanId,
  PlanId,
  ProjectId,
  UnitId,
} from "../values/ids.ts";
import type { Orbit, Panorama } from "./around.ts";
import type { Drawing } from "./drawing.ts";
import type { CustomView } from "../presentation/customView.ts";
import type { Outline } from "../values/geometry.ts";
import type { Text } from "../values/text.ts";
import type { UnitKind } from "../values/unitKinds.ts";
import type { UNIT_STATUSES } from "../values/unitStatus.ts";

export interface Picture {
  /** A path on this server, `/media/<project>/<file>`. */
  readonly src: string;
  /** The same picture for dark themes, where the pack has one. */
  readonly srcDark?: string;
  /** Its own pixels; outlines are in the same pixels. */
  readonly size: readonly [width: number, height: number];
  /** `drawing`: lines on a plain background, which may be replaced by the page's own. */
  readonly kind: "drawing" | "photograph";
  /**
   * A `data:` URI of at most `MAX_BLUR_LENGTH` characters to show while the picture loads; absent for line drawings.
   */
  readonly blur?: string;
  /** The same of `srcDark`. */
  readonly blurDark?: string;
}

export interface Masterplan {
  readonly id: MasterplanId;
  readonly name?: Text;
  readonly picture?: Picture;
  readonly buildings: readonly { readonly building: BuildingId; readonly outline: Outline }[];
}

export interface Building {
  readonly id: BuildingId;
  readonly name?: Text;
  /** A short label for the masterplan: "A", "10". */
  readonly label: string;
  /** The elevation, with one outline per floor if the pack has them. */
  readonly facade?: Picture & {
    readonly floors: readonly { readonly floor: number; readonly outline: Outline }[];
  };
  /** From the ground up, `number` ascending. */
  readonly floors: readonly Floor[];
}

export interface Floor {
  /**
   * Its order in the building and its id there. Ground is 0 or 1 as the pack counts; basements are negative. A fraction
   * where a list added a floor between two that are numbered without a gap.
   */
  readonly number: number;
  /** Its usual name: "G", "P1", "12A". Equals `number` unless the pack differs. */
  readonly label: string;
  readonly plan?: PlanId;
  /** The use of a floor without homes: "Lobby, promenade, retail". */
  readonly note?: Text;
}

/** A floor's plan; many floors may share one. */
export interface Plan {
  readonly id: PlanId;
  readonly picture?: Picture;
  /** `position`: of the floor's unit in this outline. */
  readonly units: readonly { readonly position: number; readonly outline: Outline }[];
  /** Degrees clockwise from the picture's top to north. */
  readonly northDegrees?: number;
  readonly pixelsPerMetre?: number;
}

/** A type of home that repeats: "2C". Derived from plans and areas where the pack names none. */
export interface Layout {
  readonly id: LayoutId;
  readonly name: Text;
  readonly bedrooms: number | undefined;
  readonly bathrooms?: number;
  /** Inside, m². */
  readonly area: number | undefined;
  /** Terrace or balcony, m², on top of `area`. */
  readonly terrace?: number;
  /** Its picture: drawn rooms, a picture, or a cut-out of a floor's plan. Absent when unknown. */
  readonly look?:
    | { readonly kind: "drawing"; readonly drawing: Drawing }
    | { readonly kind: "picture"; readonly picture: Picture }
    | { readonly kind: "cutout"; readonly plan: PlanId; readonly position: number };
}

export type UnitStatus = (typeof UNIT_STATUSES)[number];

/** One home. Unknown fields are absent, and the stage leaves them out. */
export interface Unit {
  readonly id: UnitId;
  readonly building: BuildingId;
  /** Absent: an apartment. */
  readonly kind?: UnitKind;
  /** The floor of its entrance; 0 for a home on the ground, without floors. */
  readonly floor: number;
  /** The top floor of a home on several floors. */
  readonly topFloor?: number;
  /** Its phase of the development, as named in the list. */
  readonly phase?: string;
  /** As the pack writes it; `<building>-<number>` is the id. */
  readonly number: string;
  /** Its usual name when it is more than the number: "B-1204". */
  readonly label?: string;
  /** The column on the chessboard and the outline on the floor's plan, from 1. */
  readonly position?: number;
  /** How many columns of the chessboard it fills. */
  readonly span: number;
  readonly layout?: LayoutId;
  /** 0 is a studio. */
  readonly bedrooms?: number;
  /** m². */
  readonly area?: number;
  /** m². */
  readonly terrace?: number;
  readonly aspects: readonly AspectId[];
  readonly status?: UnitStatus;
  /** Minor units of the project's currency. Absent: on request. */
  readonly price?: number;
  /** Held back: visible to agents, and absent from everything that buyers receive. */
  readonly hidden?: true;
}

/** A view from a home's windows, not a `View` of a presentation. */
export interface Aspect {
  readonly id: AspectId;
  readonly name: Text;
}

export interface GalleryImage {
  readonly id: ImageId;
  readonly name?: Text;
  readonly picture: Picture;
}

interface PaymentStep {
  readonly name: Text;
  readonly percent: number;
  /** The day or the month: "2028-12-31", "2028-12". */
  readonly due?: string;
}

/** How a price is paid; the percentages add up to 100. */
export interface PaymentPlan {
  readonly steps: readonly PaymentStep[];
}

/** A development as the stage draws it. Immutable: a changed status makes a new project. */
export interface Project {
  readonly id: ProjectId;
  /** Pages of an embedder that a view may name. */
  readonly customViews?: readonly CustomView[];
  /** Changes with anything but statuses and prices. Absent in a project that was not loaded from a server. */
  readonly revision?: string;
  readonly name: Text;
  readonly location?: Text;
  /** "Handover Q4 2028". */
  readonly handover?: Text;
  /** ISO 4217. */
  readonly currency: string;
  /** How many digits its minor units have (`currencyDigits`): 2 for fils of a dirham, 3 for those of a dinar. */
  readonly digits: number;
  /** The unit that areas are shown in unless the viewer chooses; they are m² in all data. */
  readonly areaUnit: "m2" | "sqft";
  /** The picture of the join page. */
  readonly hero?: Picture;
  readonly masterplans: readonly Masterplan[];
  readonly buildings: readonly Building[];
  readonly plans: readonly Plan[];
  readonly layouts: readonly Layout[];
  readonly aspects: readonly Aspect[];
  readonly gallery: readonly GalleryImage[];
  /** Buildings from all sides; absent where there is none. */
  readonly orbits?: readonly Orbit[];
  /** Rooms from inside; absent where there is none. */
  readonly panoramas?: readonly Panorama[];
  readonly payment?: PaymentPlan;
  readonly units: readonly Unit[];
}
