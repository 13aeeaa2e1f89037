import * as v from "valibot";
import { isFramePattern, MAX_FRAMES, MIN_FRAMES } from "../../../schema/catalogue/around.ts";
import { FURNITURE_KINDS, FURNITURE_TURNS, ROOM_KINDS } from "../../../schema/catalogue/drawing.ts";
import { Id } from "../../../schema/values/ids.ts";
import { View } from "../../../schema/presentation/presentation.ts";

/**
 * `project.json` of a project pack: the folder provided by a property developer, with `units.csv` and `media/` beside it.
 * Documented for people in this folder's README. A text is one string (English) or one string per language.
 */
const Text = v.union([
  v.pipe(
    v.string(),
    v.minLength(1),
    v.transform((text): Record<string, string> => ({ en: text })),
  ),
  v.pipe(
    v.record(v.pipe(v.string(), v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)), v.string()),
    v.check((text) => Object.keys(text).length > 0, "needs at least one language"),
  ),
]);

const Finite = v.pipe(v.number(), v.finite());
const Point = v.tuple([Finite, Finite]);
const Outline = v.pipe(v.array(Point), v.minLength(3));
const Size = v.tuple([v.pipe(Finite, v.gtValue(0)), v.pipe(Finite, v.gtValue(0))]);
const MediaPath = v.pipe(
  v.string(),
  v.regex(
    /^media\/(?!.*\.\.)[\p{L}\p{M}\p{N} _.,&'()+/-]+\.(svg|png|jpe?g|webp|avif)$/iu,
    "must be a picture below media/, named with letters, digits, spaces and _ . - , & ' ( ) +",
  ),
);
/** A path with `{n}`, or `{nnn}` for numbers padded to three digits. */
const FramesPath = v.pipe(
  v.string(),
  v.check(
    (path) => isFramePattern(path) && v.is(MediaPath, path.replace("{", "").replace("}", "")),
    'must be pictures below media/ with "{n}" for their number',
  ),
);
const pictureEntries = {
  image: v.optional(MediaPath),
  imageDark: v.optional(MediaPath),
  /** Required for pictures other than SVGs, which state their own size. */
  size: v.optional(Size),
  /** Default: SVGs, plans and layouts are drawings, the rest are photographs. */
  kind: v.optional(v.picklist(["drawing", "photograph"])),
};
const Integer = v.pipe(v.number(), v.safeInteger());
const Whole = v.pipe(Integer, v.minValue(0));
const Yaw = v.pipe(Finite, v.minValue(-180), v.maxValue(360));
const Pitch = v.pipe(Finite, v.minValue(-90), v.maxValue(90));
const Named = { id: Id, name: v.optional(Text) };

const Drawing = v.strictObject({
  size: Size,
  northDegrees: v.optional(Finite),
  rooms: v.array(
    v.strictObject({
      id: Id,
      name: Text,
      short: v.optional(Text),
      kind: v.picklist(ROOM_KINDS),
      outline: Outline,
      area: Finite,
    }),
  ),
  walls: v.array(v.strictObject({ kind: v.picklist(["outer", "inner"]), from: Point, to: Point })),
  windows: v.array(v.strictObject({ from: Point, to: Point })),
  doors: v.array(
    v.strictObject({
      hinge: Point,
      latch: Point,
      swing: v.picklist(["left", "right"]),
      entrance: v.optional(v.boolean()),
    }),
  ),
  furniture: v.array(
    v.strictObject({
      kind: v.picklist(FURNITURE_KINDS),
      at: Point,
      size: Size,
      turn: v.optional(v.picklist(FURNITURE_TURNS)),
    }),
  ),
});

const DAY_OR_MONTH = /^\d{4}-\d{2}(-\d{2})?$/;
/** Whether a date exists: 30 February does not. */
const isDayOrMonth = (text: string): boolean => {
  const date = new Date(text);
  return (
    DAY_OR_MONTH.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
  );
};

export const Pack = v.strictObject({
  id: Id,
  name: Text,
  location: v.optional(Text),
  handover: v.optional(Text),
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, "must be an ISO 4217 code")),
  areaUnit: v.optional(v.picklist(["m2", "sqft"]), "m2"),
  hero: v.optional(v.strictObject({ ...pictureEntries, image: MediaPath })),
  aspects: v.optional(v.array(v.strictObject({ id: Id, name: Text })), []),
  payment: v.optional(
    v.strictObject({
      steps: v.pipe(
        v.array(
          v.strictObject({
            name: Text,
            percent: v.pipe(Finite, v.gtValue(0)),
            due: v.optional(
              v.pipe(
                v.string(),
                v.check(isDayOrMonth, "must be a day or a month: 2028-12-31 or 2028-12"),
              ),
            ),
          }),
        ),
        v.check(
          (steps) => Math.abs(steps.reduce((sum, step) => sum + step.percent, 0) - 100) < 0.01,
          "percentages must add up to 100",
        ),
      ),
    }),
  ),
  masterplans: v.optional(
    v.array(
      v.strictObject({
        ...Named,
        ...pictureEntries,
        buildings: v.optional(v.array(v.strictObject({ building: Id, outline: Outline })), []),
      }),
    ),
    [],
  ),
  buildings: v.pipe(
    v.array(
      v.strictObject({
        ...Named,
        label: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(12))),
        facade: v.optional(
          v.strictObject({
            ...pictureEntries,
            floors: v.optional(v.array(v.strictObject({ floor: Finite, outline: Outline })), []),
          }),
        ),
        floors: v.array(
          v.strictObject({
            number: Finite,
            label: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(12))),
            plan: v.optional(Id),
            note: v.optional(Text),
          }),
        ),
      }),
    ),
    v.minLength(1),
  ),
  plans: v.optional(
    v.record(
      Id,
      v.strictObject({
        ...pictureEntries,
        north: v.optional(Finite),
        pixelsPerMetre: v.optional(v.pipe(Finite, v.gtValue(0))),
        units: v.optional(v.array(v.strictObject({ position: Integer, outline: Outline })), []),
      }),
    ),
    {},
  ),
  layouts: v.optional(
    v.array(
      v.strictObject({
        ...Named,
        ...pictureEntries,
        bedrooms: v.optional(v.pipe(Integer, v.minValue(0))),
        bathrooms: v.optional(v.pipe(Integer, v.minValue(0))),
        area: v.optional(v.pipe(Finite, v.gtValue(0))),
        terrace: v.optional(v.pipe(Finite, v.gtValue(0))),
        /** Geometry in metres, drawn by the stage; takes precedence over `image`. */
        drawing: v.optional(Drawing),
      }),
    ),
    [],
  ),
  gallery: v.optional(
    v.array(v.strictObject({ ...Named, ...pictureEntries, image: MediaPath })),
    [],
  ),
  orbits: v.optional(
    v.array(
      v.strictObject({
        ...Named,
        building: v.optional(Id),
        frames: FramesPath,
        framesDark: v.optional(FramesPath),
        count: v.pipe(Integer, v.minValue(MIN_FRAMES), v.maxValue(MAX_FRAMES)),
        /** Number of the first frame's file. */
        first: v.optional(Whole, 1),
        size: v.optional(Size),
        kind: v.optional(v.picklist(["drawing", "photograph"])),
        outlines: v.optional(
          v.array(
            v.strictObject({
              /** The number of its file. */
              frame: Whole,
              units: v.optional(v.array(v.strictObject({ unit: Id, outline: Outline })), []),
              floors: v.optional(
                v.array(
                  v.strictObject({ building: v.optional(Id), floor: Integer, outline: Outline }),
                ),
                [],
              ),
              buildings: v.optional(
                v.array(v.strictObject({ building: Id, outline: Outline })),
                [],
              ),
            }),
          ),
          [],
        ),
      }),
    ),
    [],
  ),
  panoramas: v.optional(
    v.array(
      v.strictObject({
        ...Named,
        image: MediaPath,
        layout: v.optional(Id),
        start: v.optional(v.strictObject({ yaw: Yaw, pitch: Pitch })),
        hotspots: v.optional(
          v.array(
            v.pipe(
              v.strictObject({
                yaw: Yaw,
                pitch: Pitch,
                name: v.optional(Text),
                to: v.optional(View),
              }),
              v.check(
                ({ name, to }) => name !== undefined || to !== undefined,
                'needs a "name", a view in "to", or both',
              ),
            ),
          ),
          [],
        ),
      }),
    ),
    [],
  ),
});
export type Pack = v.InferOutput<typeof Pack>;
