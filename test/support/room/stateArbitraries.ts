import fc from "fast-check";
import type { PresentationChange } from "../../../schema/presentation/changes.ts";
import type { Filters } from "../../../schema/presentation/filters.ts";
import {
  HOME_TABS,
  unitView,
  type Camera,
  type View,
} from "../../../schema/presentation/presentation.ts";
import { smallProject } from "./project.ts";

const unitIds = smallProject.units.map((unit) => unit.id);
const anyUnit = fc.constantFrom(...unitIds);

/** Views of the small project. */
export const anyView: fc.Arbitrary<View> = fc.oneof(
  fc.constant<View>({ screen: "masterplan", masterplan: "site" }),
  fc.constant<View>({ screen: "building", building: "b1" }),
  fc.constantFrom(1, 2).map((floor): View => ({ screen: "floor", building: "b1", floor })),
  fc.constant<View>({ screen: "layouts" }),
  fc.constant<View>({ screen: "layout", layout: "1a" }),
  fc.tuple(anyUnit, fc.constantFrom(...HOME_TABS)).map(([unit, tab]): View => unitView(unit, tab)),
  fc.constant<View>({ screen: "gallery", image: "lobby" }),
  fc.constant<View>({ screen: "orbit", orbit: "tower" }),
  fc.constant<View>({ screen: "panorama", panorama: "living" }),
  fc
    .uniqueArray(anyUnit, { minLength: 1, maxLength: 3 })
    .map((units): View => ({ screen: "compare", units })),
  fc.constant<View>({ screen: "shortlist" }),
);

const anyRange = fc
  .tuple(fc.nat(1000), fc.nat(1000))
  .map(([one, other]) => ({ min: Math.min(one, other), max: Math.max(one, other) }));

export const anyFilters: fc.Arbitrary<Filters> = fc.record(
  {
    bedrooms: fc.uniqueArray(fc.nat(5), { maxLength: 4 }),
    price: anyRange,
    area: anyRange,
    floor: anyRange,
    aspects: fc.uniqueArray(fc.constantFrom("sea", "park"), { maxLength: 2 }),
    statuses: fc.uniqueArray(fc.constantFrom("available" as const, "reserved", "sold")),
  },
  { requiredKeys: [] },
);

const anyShare = fc.double({ min: 0, max: 1, noNaN: true });
/** Without −0, which JSON does not keep. */
const anyDegrees = (most: number) =>
  fc.double({ min: -most, max: most, noNaN: true }).map((degrees) => degrees + 0);
const anyZoom = fc.double({ min: 1, max: 16, noNaN: true });
export const anyCamera: fc.Arbitrary<Camera> = fc.oneof(
  fc.record({
    target: fc.constantFrom("masterplan:site", "plan:typical", "layout:1a", "image:lobby"),
    x: anyShare,
    y: anyShare,
    zoom: anyZoom,
  }),
  fc.record({ target: fc.constant("orbit:tower"), turn: anyShare, zoom: anyZoom }),
  fc.record({
    target: fc.constant("panorama:living"),
    yaw: anyDegrees(180),
    pitch: anyDegrees(90),
    fov: fc.double({ min: 10, max: 120, noNaN: true }),
  }),
);

/** An agent's change to the small project's presentation. */
export const anyChange: fc.Arbitrary<PresentationChange> = fc.oneof(
  anyView.map((view) => ({ view })),
  anyFilters.map((filters) => ({ filters })),
  fc.option(anyCamera, { nil: undefined }).map((camera) => ({ camera })),
  anyUnit.map((unit) => ({ shortlist: { add: [unit] } })),
  anyUnit.map((unit) => ({ shortlist: { remove: [unit] } })),
);
