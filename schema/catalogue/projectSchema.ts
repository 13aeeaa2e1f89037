import * as v from "valibot";
import { View } from "../presentation/presentation.ts";
import { Id } from "../values/ids.ts";
import { UNIT_KINDS } from "../values/unitKinds.ts";
import { UNIT_STATUSES } from "../values/unitStatus.ts";
import { FURNITURE_KINDS, FURNITURE_TURNS, ROOM_KINDS } from "./drawing.ts";
import { MAX_BLUR_LENGTH } from "./pictures.ts";

const Finite = v.pipe(v.number(), v.finite());
const Positive = v.pipe(Finite, v.gtValue(0));
const Whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Words = v.pipe(v.string(), v.maxLength(2000));
const Text = v.pipe(v.record(v.string(), Words), v.minEntries(1));
const Point = v.tuple([Finite, Finite]);
const Outline = v.pipe(v.array(Point), v.minLength(3));
const Size = v.tuple([Positive, Positive]);
/** A path of this origin: pages load pictures from no other. */
const Source = v.pipe(
  v.string(),
  v.maxLength(2048),
  v.regex(/^\/(?!\/)/, "must be a path that begins with one /"),
);
const Blur = v.pipe(v.string(), v.startsWith("data:image/"), v.maxLength(MAX_BLUR_LENGTH));
const Kind = v.picklist(["drawing", "photograph"]);

const pictureEntries = {
  src: Source,
  srcDark: v.exactOptional(Source),
  size: Size,
  kind: Kind,
  blur: v.exactOptional(Blur),
  blurDark: v.exactOptional(Blur),
};
export const PictureSchema = v.object(pictureEntries);

const Drawing = v.object({
  size: Size,
  northDegrees: v.exactOptional(Finite),
  rooms: v.array(
    v.object({
      id: Id,
      name: Text,
      short: v.exactOptional(Text),
      kind: v.picklist(ROOM_KINDS),
      outline: Outline,
      area: Finite,
    }),
  ),
  walls: v.array(v.object({ kind: v.picklist(["outer", "inner"]), from: Point, to: Point })),
  windows: v.array(v.object({ from: Point, to: Point })),
  doors: v.array(
    v.object({
      hinge: Point,
      latch: Point,
      swing: v.picklist(["left", "right"]),
      entrance: v.exactOptional(v.boolean()),
    }),
  ),
  furniture: v.array(
    v.object({
      kind: v.picklist(FURNITURE_KINDS),
      at: Point,
      size: Size,
      turn: v.exactOptional(v.picklist(FURNITURE_TURNS)),
    }),
  ),
});

const Floor = v.object({
  number: Finite,
  label: v.pipe(v.string(), v.maxLength(64)),
  plan: v.exactOptional(Id),
  note: v.exactOptional(Text),
});

const Building = v.object({
  id: Id,
  name: v.exactOptional(Text),
  label: v.pipe(v.string(), v.minLength(1), v.maxLength(16)),
  facade: v.exactOptional(
    v.object({
      ...pictureEntries,
      floors: v.array(v.object({ floor: Finite, outline: Outline })),
    }),
  ),
  floors: v.array(Floor),
});

const Layout = v.object({
  id: Id,
  name: Text,
  bedrooms: v.optional(Whole),
  bathrooms: v.exactOptional(Finite),
  area: v.optional(Positive),
  terrace: v.exactOptional(Finite),
  look: v.exactOptional(
    v.variant("kind", [
      v.object({ kind: v.literal("drawing"), drawing: Drawing }),
      v.object({ kind: v.literal("picture"), picture: PictureSchema }),
      v.object({ kind: v.literal("cutout"), plan: Id, position: Whole }),
    ]),
  ),
});

const UnitSchema = v.object({
  id: Id,
  building: Id,
  kind: v.exactOptional(v.picklist(UNIT_KINDS)),
  floor: Finite,
  topFloor: v.exactOptional(Finite),
  phase: v.exactOptional(Words),
  number: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  label: v.exactOptional(Words),
  position: v.exactOptional(Whole),
  span: v.pipe(Whole, v.minValue(1)),
  layout: v.exactOptional(Id),
  bedrooms: v.exactOptional(Whole),
  area: v.exactOptional(Positive),
  terrace: v.exactOptional(Finite),
  aspects: v.array(Id),
  status: v.exactOptional(v.picklist(UNIT_STATUSES)),
  price: v.exactOptional(Whole),
  hidden: v.exactOptional(v.literal(true)),
});

const OrbitSchema = v.object({
  id: Id,
  name: v.exactOptional(Text),
  building: v.exactOptional(Id),
  frames: Source,
  framesDark: v.exactOptional(Source),
  count: v.pipe(Whole, v.minValue(2), v.maxValue(360)),
  first: Whole,
  size: Size,
  kind: Kind,
  blur: v.exactOptional(Blur),
  keys: v.array(
    v.object({
      frame: Whole,
      outlines: v.array(
        v.union([
          v.object({ unit: Id, outline: Outline }),
          v.object({ building: Id, floor: Finite, outline: Outline }),
          v.object({ building: Id, outline: Outline }),
        ]),
      ),
    }),
  ),
});

const Yaw = v.pipe(Finite, v.minValue(-180), v.maxValue(180));
const Pitch = v.pipe(Finite, v.minValue(-90), v.maxValue(90));
const PanoramaSchema = v.object({
  id: Id,
  name: v.exactOptional(Text),
  layout: v.exactOptional(Id),
  src: Source,
  size: Size,
  blur: v.exactOptional(Blur),
  start: v.exactOptional(v.object({ yaw: Yaw, pitch: Pitch })),
  hotspots: v.array(
    v.object({
      yaw: Yaw,
      pitch: Pitch,
      name: v.exactOptional(Text),
      to: v.exactOptional(View),
    }),
  ),
});

/** A `Project` as JSON: the server's response, and the format of a host's own inventory. */
export const ProjectSchema = v.object({
  id: Id,
  revision: v.exactOptional(v.string()),
  name: Text,
  location: v.exactOptional(Text),
  handover: v.exactOptional(Text),
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, "must be an ISO 4217 code")),
  digits: Whole,
  areaUnit: v.picklist(["m2", "sqft"]),
  hero: v.exactOptional(PictureSchema),
  masterplans: v.array(
    v.object({
      id: Id,
      name: v.exactOptional(Text),
      picture: v.exactOptional(PictureSchema),
      buildings: v.array(v.object({ building: Id, outline: Outline })),
    }),
  ),
  buildings: v.array(Building),
  plans: v.array(
    v.object({
      id: Id,
      picture: v.exactOptional(PictureSchema),
      units: v.array(v.object({ position: Whole, outline: Outline })),
      northDegrees: v.exactOptional(Finite),
      pixelsPerMetre: v.exactOptional(Positive),
    }),
  ),
  layouts: v.array(Layout),
  aspects: v.array(v.object({ id: Id, name: Text })),
  gallery: v.array(v.object({ id: Id, name: v.exactOptional(Text), picture: PictureSchema })),
  orbits: v.exactOptional(v.array(OrbitSchema)),
  panoramas: v.exactOptional(v.array(PanoramaSchema)),
  customViews: v.exactOptional(v.array(v.object({ name: Id, url: v.string() }))),
  payment: v.exactOptional(
    v.object({
      steps: v.array(v.object({ name: Text, percent: Finite, due: v.exactOptional(v.string()) })),
    }),
  ),
  units: v.pipe(v.array(UnitSchema), v.maxLength(50_000)),
});
