import { fail, succeed, type Result } from "../../../../schema/values/result.ts";
import type { ListMapping } from "../../../../schema/list/mapping.ts";
import { plainDigits } from "../../../../schema/values/writtenNumbers.ts";
import { quote, refuse, type CellProblem } from "../refuse.ts";
import { floorKey, readFloorLabel, type FloorLabel } from "../words/floorLabels.ts";
import { normaliseWord } from "../words/normaliseWord.ts";

export interface ListedFloor {
  readonly number: number;
  readonly label: string;
}

/** A floor of the building, or a new one that is numbered once all are known. */
export type FloorRef = { readonly number: number } | { readonly added: FloorLabel };

const isFloorNumber = (text: string): boolean => /^-?\d{1,4}(?:\.\d{1,6})?$/.test(text);

const describeFloor = ({
  number,
  label,
}: ListedFloor | { number?: never; label: string }): string =>
  number === undefined || label === String(number) ? label : `${label} (number ${number})`;

/** The floors of one building: the development's, and those added by the list. */
export class Floors {
  readonly #listed: readonly ListedFloor[];
  readonly #mapped: ReadonlyMap<string, number>;
  /** By key, in the order of the list. */
  readonly #added = new Map<string, FloorLabel>();
  /** Whether figures match floor numbers before labels, as in packs. */
  readonly #byNumber: boolean;

  constructor(listed: readonly ListedFloor[], mapping: ListMapping, byNumber: boolean) {
    this.#listed = listed;
    this.#byNumber = byNumber;
    this.#mapped = new Map(
      Object.entries(mapping.floors ?? {}).map(([word, number]) => [normaliseWord(word), number]),
    );
  }

  #add(floor: FloorLabel): FloorRef {
    const known = this.#added.get(floor.key);
    if (known === undefined) this.#added.set(floor.key, floor);
    return { added: known ?? floor };
  }

  #ambiguous(text: string, floors: readonly (ListedFloor | { label: string })[]) {
    const readings = floors.map(describeFloor).join(" or ");
    return refuse(
      "ambiguous_floor",
      `${quote(text)} may be floor ${readings}; say which in the mapping`,
      {
        floor: text,
        readings,
      },
    );
  }

  /** Finds a floor by label or number, or adds a new label. */
  find(text: string): Result<FloorRef, CellProblem> {
    const mapped = this.#mapped.get(normaliseWord(text));
    if (mapped !== undefined) {
      if (this.#listed.some(({ number }) => number === mapped)) return succeed({ number: mapped });
      return succeed(
        this.#add({ key: `=${mapped}`, label: text, rank: mapped, preferred: mapped }),
      );
    }
    const plain = plainDigits(text);
    const numbered = isFloorNumber(plain)
      ? this.#listed.find(({ number }) => number === Number(plain))
      : undefined;
    if (this.#byNumber && numbered !== undefined) return succeed({ number: numbered.number });
    const key = floorKey(text);
    const labelled = this.#listed.filter(({ label }) => floorKey(label) === key);
    const [only, ...others] = labelled;
    if (others.length > 0) return this.#ambiguous(text, labelled);
    if (only !== undefined) return succeed({ number: only.number });
    const read = readFloorLabel(text);
    if (read === undefined) {
      return refuse(
        "bad_floor",
        `${quote(text)} is not a whole number, nor a floor that is known`,
        { floor: text },
      );
    }
    return this.#findByNumber(text, read);
  }

  #findByNumber(text: string, read: FloorLabel): Result<FloorRef, CellProblem> {
    const twin = this.#listed.find(({ number }) => number === read.preferred);
    if (twin === undefined) return succeed(this.#add(read));
    const isFigure = read.key === String(read.preferred);
    const hasFigure = readFloorLabel(twin.label)?.key === String(twin.number);
    // 0 is the ground floor whatever its label; "B1" is −1 unless that has another label.
    if (twin.number === 0 && (isFigure || hasFigure)) return succeed({ number: 0 });
    if (!isFigure && hasFigure) return succeed({ number: twin.number });
    if (readFloorLabel(twin.label) === undefined && isFigure)
      return succeed({ number: twin.number });
    if (!isFigure) return succeed(this.#add(read));
    return this.#ambiguous(text, [twin, { label: read.label }]);
  }

  /** The floor of units without floors: 0, whatever its label. */
  ground(): FloorRef {
    const listed = this.#listed.find(({ number }) => number === 0);
    if (listed !== undefined) return { number: 0 };
    return this.#add({ key: "g", label: "G", rank: 0, preferred: 0 });
  }

  /** Numbers the added floors among the existing ones; floors without a free number are left out. */
  allot(): ReadonlyMap<string, ListedFloor> {
    const placed = this.#listed.map(({ number, label }) => ({
      number,
      rank: readFloorLabel(label)?.rank ?? number,
    }));
    const allotted = new Map<string, ListedFloor>();
    for (const floor of sortForPlacing([...this.#added.values()])) {
      const number = numberFor(floor, placed);
      if (number === undefined) continue;
      placed.push({ number, rank: floor.rank });
      allotted.set(floor.key, { number, label: floor.label });
    }
    return allotted;
  }
}

/** Figures first, because they are their own numbers; then downwards from there, then upwards. */
function sortForPlacing(floors: readonly FloorLabel[]): readonly FloorLabel[] {
  const isOwn = ({ preferred = 0, rank }: FloorLabel) => preferred >= 1 && rank === preferred;
  const own = floors.filter((floor) => isOwn(floor));
  const others = floors.filter((floor) => !isOwn(floor));
  const below = others
    .filter(({ rank }) => rank < 1)
    .toSorted((one, other) => other.rank - one.rank);
  const above = others
    .filter(({ rank }) => rank >= 1)
    .toSorted((one, other) => one.rank - other.rank);
  return [...own, ...below, ...above];
}

function numberFor(
  { rank, preferred }: FloorLabel,
  placed: readonly { readonly number: number; readonly rank: number }[],
): number | undefined {
  const numbersWhere = (isThere: (other: number) => boolean) =>
    placed.filter((floor) => isThere(floor.rank)).map(({ number }) => number);
  const below = Math.max(-Infinity, ...numbersWhere((other) => other < rank));
  const above = Math.min(Infinity, ...numbersWhere((other) => other > rank));
  const isFree = (number: number) =>
    number > below && number < above && !placed.some((floor) => floor.number === number);
  if (preferred !== undefined && isFree(preferred)) return preferred;
  if (below === -Infinity) return above === Infinity ? (preferred ?? 0) : above - 1;
  if (isFree(below + 1)) return below + 1;
  // Floor numbers are ids, so existing floors keep theirs.
  const between = (below + above) / 2;
  return isFree(between) ? between : undefined;
}

/** The reason for refusing a floor without a free number. */
export const noRoomFor = (floor: FloorLabel) =>
  fail({
    code: "bad_floor" as const,
    reason: `floor ${quote(floor.label)} has no number free among those of the building; say which it is in the mapping`,
    params: { floor: floor.label },
  });
