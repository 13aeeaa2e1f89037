import * as v from "valibot";
import { Id } from "../values/ids.ts";
import { MOST_CORNERS } from "../values/outlines.ts";

const Finite = v.pipe(v.number(), v.finite());
/** In pixels of the upright picture. */
const OutlineEntry = v.pipe(v.array(v.tuple([Finite, Finite])), v.maxLength(MOST_CORNERS + 1));
const MOST_OUTLINES = 500;
const MOST_FLOORS = 500;

/** Where an uploaded picture is shown, and what is drawn on it. */
export const PicturePlace = v.variant("kind", [
  v.strictObject({
    kind: v.literal("masterplan"),
    buildings: v.optional(
      v.pipe(
        v.array(v.strictObject({ building: Id, outline: OutlineEntry })),
        v.maxLength(MOST_OUTLINES),
      ),
      [],
    ),
  }),
  v.strictObject({
    kind: v.literal("plan"),
    /** The floors that have this plan. */
    floors: v.pipe(
      v.array(v.strictObject({ building: Id, floor: Finite })),
      v.minLength(1),
      v.maxLength(MOST_FLOORS),
    ),
    /** `position`: of the floor's home in this outline. */
    units: v.optional(
      v.pipe(
        v.array(
          v.strictObject({
            position: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
            outline: OutlineEntry,
          }),
        ),
        v.maxLength(MOST_OUTLINES),
      ),
      [],
    ),
  }),
  v.strictObject({ kind: v.literal("layout"), layout: Id }),
  v.strictObject({ kind: v.literal("gallery") }),
  /** The picture of the join page. */
  v.strictObject({ kind: v.literal("cover") }),
  /** Stored but not shown. */
  v.strictObject({ kind: v.literal("unused") }),
]);
export type PicturePlace = Readonly<v.InferOutput<typeof PicturePlace>>;
export type PlacedPicture<Kind extends PicturePlace["kind"]> = Extract<
  PicturePlace,
  { kind: Kind }
>;

/** The body of `PATCH /api/projects/:project/pictures/:picture`. */
export const PicturePatch = v.strictObject({ place: PicturePlace });
export type PicturePatch = Readonly<v.InferInput<typeof PicturePatch>>;

/** An uploaded picture. */
export interface UploadedPicture {
  /** Its id; equal for equal bytes. */
  readonly file: string;
  /** The sender's file name. */
  readonly name: string;
  readonly bytes: number;
  /** In pixels, upright. */
  readonly size: readonly [width: number, height: number];
  /** A path on this server. */
  readonly src: string;
  readonly place: PicturePlace;
  /** ISO 8601. */
  readonly at: string;
  readonly by: string;
}

/** The answer of `GET /api/projects/:project/pictures`. */
export interface PicturesResponse {
  readonly pictures: readonly UploadedPicture[];
}
