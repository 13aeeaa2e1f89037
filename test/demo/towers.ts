import type { Point } from "../../schema/values/geometry.ts";
import type { HomeId } from "./layouts/all.ts";

export type TowerId = "a" | "b" | "c";
type AspectId = "lagoon" | "sea" | "marina" | "garden";

/** Where a home stands on a floor: metres on the floor's plan, the lagoon at the top. */
export interface Slot {
  readonly position: number;
  readonly span: number;
  readonly home: HomeId;
  /** Where the home's own 0, 0 lies. */
  readonly at: Point;
  /** Degrees clockwise. */
  readonly turn: 0 | 90 | 180 | 270;
  readonly aspects: readonly AspectId[];
  /** AED on the twelfth floor of tower B. */
  readonly price: number;
}

export interface TowerFloor {
  readonly number: number;
  readonly label: string;
  readonly kind: "lobby" | "podium" | "typical" | "upper" | "penthouse";
}

export interface Tower {
  readonly id: TowerId;
  readonly label: string;
  readonly floors: readonly TowerFloor[];
  readonly priceFactor: number;
  /** The homes of a floor, by the kind of floor. */
  readonly slots: (kind: TowerFloor["kind"]) => readonly Slot[];
}

const LAGOON_SIDE: readonly Slot[] = [
  {
    position: 1,
    span: 1,
    home: "2d",
    at: [0, 26.4],
    turn: 270,
    aspects: ["sea", "garden"],
    price: 3_390_000,
  },
  {
    position: 2,
    span: 1,
    home: "1a",
    at: [0.3, 14],
    turn: 270,
    aspects: ["sea"],
    price: 1_580_000,
  },
  {
    position: 3,
    span: 1,
    home: "1b",
    at: [0.3, 7.4],
    turn: 270,
    aspects: ["lagoon", "sea"],
    price: 1_800_000,
  },
  {
    position: 4,
    span: 1,
    home: "2c",
    at: [8.7, -5],
    turn: 0,
    aspects: ["lagoon"],
    price: 2_980_000,
  },
];
const CORNER: Slot = {
  position: 5,
  span: 1,
  home: "3b",
  at: [29.6, -5],
  turn: 90,
  aspects: ["lagoon", "marina"],
  price: 5_140_000,
};

/** The garden side stands along y 11.4 to 19.8, from x 10.5 eastwards. */
const onGarden = (position: number, home: HomeId, right: number, price: number): Slot => ({
  position,
  span: 1,
  home,
  at: [right, 19.8],
  turn: 180,
  aspects: ["garden"],
  price,
});

const GARDEN_SIDE: Readonly<Record<TowerId, readonly Slot[]>> = {
  a: [onGarden(6, "2e", 28.3, 2_640_000), onGarden(7, "1a", 17.1, 1_420_000)],
  b: [onGarden(6, "s1", 21.7, 1_020_000), onGarden(7, "1a", 17.1, 1_420_000)],
  c: [
    onGarden(6, "s1", 28.3, 1_020_000),
    onGarden(7, "1a", 23.7, 1_430_000),
    onGarden(8, "1a", 17.1, 1_420_000),
  ],
};

const UPPER: Slot = {
  position: 2,
  span: 3,
  home: "4a",
  at: [0.3, -5],
  turn: 0,
  aspects: ["lagoon", "sea"],
  price: 8_350_000,
};
const PENTHOUSE: Slot = {
  ...UPPER,
  span: 5,
  aspects: ["lagoon", "sea", "marina"],
  price: 13_100_000,
};

const labelOf = (number: number): string => (number === 13 ? "12A" : String(number));

function floorsTo(top: number): readonly TowerFloor[] {
  const typical = Array.from({ length: top - 3 }, (_, at): TowerFloor => {
    const number = at + 3;
    return { number, label: labelOf(number), kind: "typical" };
  });
  return [
    { number: 1, label: "G", kind: "lobby" },
    { number: 2, label: "P1", kind: "podium" },
    ...typical,
    { number: top, label: labelOf(top), kind: "upper" },
    { number: top + 1, label: "PH", kind: "penthouse" },
  ];
}

function tower(id: TowerId, top: number, priceFactor: number): Tower {
  return {
    id,
    label: id.toUpperCase(),
    floors: floorsTo(top),
    priceFactor,
    slots: (kind) => {
      switch (kind) {
        case "lobby":
        case "podium":
          return [];
        case "typical":
          return [...LAGOON_SIDE, CORNER, ...GARDEN_SIDE[id]];
        case "upper":
          return [UPPER, CORNER];
        case "penthouse":
          return [PENTHOUSE];
      }
    },
  };
}

/** From left to right as seen from the lagoon. */
export const TOWERS: readonly Tower[] = [
  tower("a", 19, 0.97),
  tower("b", 23, 1),
  tower("c", 21, 1.02),
];
