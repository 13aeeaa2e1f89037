import type { UnitStatus } from "../../schema/catalogue/catalogue.ts";
import { HOMES } from "./layouts/all.ts";
import { seeded } from "./random.ts";
import type { Slot, Tower, TowerFloor } from "./towers.ts";

export interface DemoUnit {
  readonly building: string;
  readonly floor: number;
  readonly number: string;
  readonly label: string;
  readonly slot: Slot;
  readonly area: number;
  readonly terrace: number;
  readonly status: UnitStatus;
  /** AED. */
  readonly price: number;
}

const RISE_PER_FLOOR = 0.0108;
const REFERENCE_FLOOR = 12;
const LOWEST_FLOOR = 3;
/** The penthouses have the roofs of the homes below as their gardens. */
const ROOF_GARDEN_SQUARE_METRES = 136;

/** Homes that a guided viewing of the demo leads to, and so must be as its story has them. */
const TOLD: Readonly<Record<string, UnitStatus>> = {
  "B-1204": "available",
  "B-1404": "available",
  "B-2302": "available",
  "B-2305": "sold",
  "B-PH": "reserved",
  "A-PH": "sold",
  "C-PH": "available",
};

const roundTo = (step: number, value: number): number => Math.round(value / step) * step;

function priceOf(tower: Tower, floor: TowerFloor, slot: Slot): number {
  const rise = 1 + RISE_PER_FLOOR * (floor.number - REFERENCE_FLOOR);
  return roundTo(10_000, slot.price * tower.priceFactor * rise);
}

function numberOf(floor: TowerFloor, slot: Slot): string {
  return floor.kind === "penthouse"
    ? floor.label
    : `${floor.label}${String(slot.position).padStart(2, "0")}`;
}

/** Buyers take the lower floors first, and the smaller homes faster. */
function chanceSold({ number }: TowerFloor, top: number, slot: Slot): number {
  const height = (number - LOWEST_FLOOR) / (top - LOWEST_FLOOR);
  const small = HOMES[slot.home].bedrooms < 2 ? 0.05 : 0;
  return 0.51 - 0.42 * height + small;
}

const CHANCE_RESERVED = 0.115;

/** Every home of a tower from the ground up, with a price and a status that are the same each time. */
export function homesOf(tower: Tower): readonly DemoUnit[] {
  const random = seeded(`sales of tower ${tower.id}`);
  const top = Math.max(...tower.floors.map(({ number }) => number));
  return tower.floors.flatMap((floor) =>
    tower.slots(floor.kind).map((slot): DemoUnit => {
      const number = numberOf(floor, slot);
      const label = `${tower.label}-${number}`;
      const home = HOMES[slot.home];
      const sold = chanceSold(floor, top, slot);
      const draw = random();
      const drawn = draw < sold ? "sold" : draw < sold + CHANCE_RESERVED ? "reserved" : "available";
      return {
        building: tower.id,
        floor: floor.number,
        number,
        label,
        slot,
        area: home.area,
        terrace: floor.kind === "penthouse" ? ROOF_GARDEN_SQUARE_METRES : home.terrace,
        status: TOLD[label] ?? drawn,
        price: priceOf(tower, floor, slot),
      };
    }),
  );
}
