import type { Outline } from "../../schema/values/geometry.ts";
import type * as v from "valibot";
import type { Pack } from "../../server/catalogue/pack/pack.ts";
import { outlineOf, PIXELS_PER_METRE, PLAN_NORTH_DEGREES, PLAN_SIZE } from "./plans/floorplan.ts";
import type { Scene } from "./gallery/scene.ts";
import { HOMES } from "./layouts/all.ts";
import type { Home } from "./layouts/home.ts";
import { describeOrbit } from "./orbit/orbit.ts";
import { TOWERS, type Tower, type TowerFloor } from "./towers.ts";
import type { View } from "./waterfront.ts";
import { words, type Words } from "./words.ts";

export const PROJECT_ID = "lagoon-terraces";

type PackFile = v.InferInput<typeof Pack>;

const ASPECTS: readonly { readonly id: string; readonly name: Words }[] = [
  { id: "lagoon", name: words("Lagoon", "Лагуна", "البحيرة") },
  { id: "sea", name: words("Sea", "Море", "البحر") },
  { id: "marina", name: words("Marina", "Марина", "المارينا") },
  { id: "garden", name: words("Garden", "Сад", "الحديقة") },
];

const PAYMENT: readonly {
  readonly name: Words;
  readonly percent: number;
  readonly due?: string;
}[] = [
  { name: words("Booking", "Бронирование", "عند الحجز"), percent: 20 },
  {
    name: words("While building", "Во время стройки", "أثناء البناء"),
    percent: 40,
    due: "2027-06",
  },
  { name: words("At handover", "При передаче", "عند التسليم"), percent: 40, due: "2028-12" },
];

const NOTES: Partial<Record<TowerFloor["kind"], Words>> = {
  lobby: words(
    "Lobby, lagoon promenade, retail",
    "Лобби, набережная лагуны, магазины",
    "الردهة، ممشى البحيرة، المتاجر",
  ),
  podium: words(
    "Residents’ pool, gym, gardens",
    "Бассейн, спортзал и сады для жителей",
    "مسبح السكان، النادي الرياضي، الحدائق",
  ),
};

/** North of a layout's own drawing, for those that stand the same way round on every floor. */
const NORTH_DEGREES: Readonly<Record<string, number>> = {
  "1b": 135,
  "2c": 45,
  "2d": 135,
  "2e": 225,
  "3b": 315,
  "4a": 45,
  s1: 225,
};

export const HOME_FLOORS = ["typical", "upper", "penthouse"] as const;
export const planId = (tower: Tower, kind: TowerFloor["kind"]): string => `${tower.id}-${kind}`;
const themed = (name: string) => ({
  image: `media/${name}.svg`,
  imageDark: `media/${name}-dark.svg`,
});

const hasHomes = (kind: TowerFloor["kind"]): boolean => kind !== "lobby" && kind !== "podium";

function describeFloor(tower: Tower, { number, label, kind }: TowerFloor) {
  const note = NOTES[kind];
  return {
    number,
    ...(label === String(number) ? {} : { label }),
    ...(hasHomes(kind) ? { plan: planId(tower, kind) } : {}),
    ...(note === undefined ? {} : { note }),
  };
}

const describePlans = (): PackFile["plans"] =>
  Object.fromEntries(
    TOWERS.flatMap((tower) =>
      HOME_FLOORS.map((kind) => [
        planId(tower, kind),
        {
          ...themed(`plan-${planId(tower, kind)}`),
          size: [...PLAN_SIZE],
          north: PLAN_NORTH_DEGREES,
          pixelsPerMetre: PIXELS_PER_METRE,
          units: tower.slots(kind).map((slot) => ({
            position: slot.position,
            outline: outlineOf(slot).map(([x, y]) => [x, y]),
          })),
        },
      ]),
    ),
  );

function describeLayout({ id, name, bedrooms, bathrooms, area, terrace, drawing }: Home) {
  const northDegrees = NORTH_DEGREES[id];
  return {
    id,
    name,
    bedrooms,
    bathrooms,
    area,
    terrace,
    drawing: { ...drawing, ...(northDegrees === undefined ? {} : { northDegrees }) },
  };
}

const describeMasterplan = (id: string, name: Words, view: View) => ({
  id,
  name,
  ...themed(id),
  size: [...view.size],
  buildings: view.outlines,
});

interface Facade {
  readonly size: readonly [width: number, height: number];
  readonly floors: readonly { readonly floor: number; readonly outline: Outline }[];
}

export interface Views {
  readonly hero: View;
  readonly masterplan: View;
  readonly waterfront: View;
  readonly facades: ReadonlyMap<string, Facade>;
  readonly scenes: readonly Scene[];
}

function describeBuilding(tower: Tower, facade: Facade | undefined) {
  const { id, label, floors } = tower;
  return {
    id,
    name: words(`Tower ${label}`, `Башня ${label}`, `البرج ${label}`),
    label,
    ...(facade === undefined
      ? {}
      : { facade: { ...themed(`facade-${id}`), size: facade.size, floors: facade.floors } }),
    floors: floors.map((floor) => describeFloor(tower, floor)),
  };
}

/** `project.json` as plain data. */
export function describeProject(views: Views): unknown {
  return {
    id: PROJECT_ID,
    name: words("Lagoon Terraces", "Террасы лагуны", "شرفات البحيرة"),
    location: words("Port Saif, Dubai", "Порт-Саиф, Дубай", "بورت سيف، دبي"),
    handover: words("Handover Q4 2028", "Сдача в IV квартале 2028", "التسليم في الربع الرابع 2028"),
    currency: "AED",
    areaUnit: "m2",
    hero: { ...themed("hero"), size: [...views.hero.size] },
    aspects: ASPECTS,
    payment: { steps: PAYMENT },
    masterplans: [
      describeMasterplan(
        "masterplan",
        words("Masterplan", "Генплан", "المخطط العام"),
        views.masterplan,
      ),
      describeMasterplan(
        "waterfront",
        words("Waterfront", "Набережная", "الواجهة المائية"),
        views.waterfront,
      ),
    ],
    buildings: TOWERS.map((tower) => describeBuilding(tower, views.facades.get(tower.id))),
    plans: describePlans(),
    layouts: Object.values(HOMES).map(describeLayout),
    orbits: [describeOrbit()],
    gallery: views.scenes.map(({ id, name, size }) => ({
      id,
      name,
      ...themed(`gallery-${id}`),
      size,
    })),
  };
}
