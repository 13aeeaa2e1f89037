import type { UnitStatus } from "../../../../schema/catalogue/catalogue.ts";
import type { UnitKind } from "../../../../schema/values/unitKinds.ts";
import type { ListMapping } from "../../../../schema/list/mapping.ts";
import type { ListField, ListStatus } from "../../../../schema/list/fields.ts";
import { fail, succeed, type Result } from "../../../../schema/values/result.ts";
import { plainDigits } from "../../../../schema/values/writtenNumbers.ts";
import { readArea, type ReadArea } from "../figures/areas.ts";
import type { Figures } from "../figures/learnFigures.ts";
import { isOnRequest, readPrice, type PriceColumn } from "../figures/prices.ts";
import { quote, refuse, type CellProblem } from "../refuse.ts";
import { bedroomsIn, readBedrooms } from "../words/bedroomWords.ts";
import { kindIn, type ListKind } from "../words/kindWords.ts";
import { normaliseWord } from "../words/normaliseWord.ts";
import { knownStatus } from "../words/statusWords.ts";
import type { RowCells } from "./rowCells.ts";
import type { RowNotes } from "./rowNotes.ts";

/** Words that a person assigned a meaning. */
export interface Words {
  readonly statuses: ReadonlyMap<string, ListStatus>;
  readonly kinds: ReadonlyMap<string, ListKind>;
}

export function wordsOf(mapping: ListMapping): Words {
  const byWord = <Meaning>(entries: Readonly<Record<string, Meaning>> | undefined) =>
    new Map(Object.entries(entries ?? {}).map(([word, meaning]) => [normaliseWord(word), meaning]));
  return { statuses: byWord(mapping.statuses), kinds: byWord(mapping.kinds) };
}

export type GuessedArea = (field: "area" | "terrace" | "totalArea", area: number) => void;

/** A home's facts besides its place and name. */
export interface HomeFacts {
  readonly kind: ListKind | undefined;
  readonly bedrooms: number | undefined;
  /** m². */
  readonly area: number | undefined;
  readonly terrace: number | undefined;
  readonly price: number | undefined;
  readonly status: UnitStatus | undefined;
  readonly isHidden: boolean;
  readonly position: number | undefined;
  readonly span: number;
}

const WIDEST_SPAN = 100;
const MOST_BEDROOMS = 20;

function readWhole(
  text: string,
  least: number,
  most: number,
  code: CellProblem["code"],
): Result<number, CellProblem> {
  const plain = plainDigits(text);
  if (!/^-?\d{1,15}$/.test(plain)) return refuse(code, `${quote(text)} is not a whole number`);
  const number = Number(plain);
  return number >= least && number <= most
    ? succeed(number)
    : refuse(code, `${text} is not between ${least} and ${most}`);
}

const YES: ReadonlySet<string> = new Set(["yes", "true", "1", "да", "نعم"]);
const NO: ReadonlySet<string> = new Set(["no", "false", "0", "нет", "لا"]);

/** Unknown words are refused: a typo must not publish a home that should be held back. */
function readHidden(text: string): Result<boolean, CellProblem> {
  const answer = normaliseWord(text);
  if (YES.has(answer) || NO.has(answer)) return succeed(YES.has(answer));
  return refuse("bad_hidden", `${quote(text)} is neither yes nor no`);
}

export const statusOf = (word: string, { statuses }: Words): ListStatus | undefined =>
  statuses.get(normaliseWord(word)) ?? knownStatus(word);

/** The kind of unit named by the row's texts; kind, type and bedrooms take precedence over label and number. */
export function kindOf(cells: RowCells, { kinds }: Words, floor: string): ListKind | undefined {
  for (const text of [cells.text("kind"), cells.text("type"), cells.text("bedrooms")]) {
    const kind = kinds.get(normaliseWord(text)) ?? kindIn(text);
    if (kind !== undefined) return kind;
  }
  const named = kindIn(cells.text("label")) ?? kindIn(cells.text("number"));
  const isUpstairs = floor !== "" && !/^(?:0|g|ground|-|–|—)$/i.test(plainDigits(floor));
  const stands = named === "villa" || named === "townhouse" || named === "plot";
  return stands && isUpstairs ? undefined : named;
}

function readCount(
  cells: RowCells,
  kind: ListKind | undefined,
  notes: RowNotes,
): number | undefined {
  const text = cells.text("bedrooms");
  const said = [cells.text("type"), cells.text("kind")];
  const elsewhere = () => said.map(bedroomsIn).find((count) => count !== undefined);
  if (isOnRequest(text))
    return kind === undefined || kind === "apartment" || kind === "villa" || kind === "townhouse"
      ? elsewhere()
      : undefined;
  const count = readBedrooms(text);
  if (count !== undefined || kindIn(text) !== undefined) return count;
  const plain = plainDigits(text);
  const reason = /^-?\d+$/.test(plain)
    ? `${plain} is not between 0 and ${MOST_BEDROOMS}`
    : `${quote(text)} is not a whole number`;
  notes.refuse("bedrooms", { code: "bad_bedrooms", reason });
  return undefined;
}

interface Sold {
  readonly price: number | undefined;
  readonly status: ListStatus | undefined;
}

/** A price cell such as "SOLD" is a status; it overrides "available", and not vice versa. */
function readSale(
  cells: RowCells,
  words: Words,
  column: PriceColumn | undefined,
  notes: RowNotes,
): Sold {
  const cell = cells.text("status");
  const word = /^[-–—−_.]+$/u.test(cell) ? "" : cell;
  const status = word === "" ? undefined : statusOf(word, words);
  if (word !== "" && status === undefined) {
    notes.refuse("status", {
      code: "unmapped_status",
      reason: `${quote(word)} is none of available, reserved, sold; say in the mapping what it means`,
      params: { word },
    });
  }
  const text = cells.text("price");
  const said = /\d/.test(plainDigits(text)) ? undefined : statusOf(text, words);
  if (isOnRequest(text)) return { price: undefined, status };
  if (said !== undefined) {
    const isNews = status === undefined || (status === "available" && said !== "available");
    if (isNews && word !== "") {
      notes.warn("price", {
        code: "sold_by_price",
        reason: `${quote(text)} where the status is ${quote(word)}; read as ${said}`,
        params: { word: text },
      });
    }
    return { price: undefined, status: isNews ? said : status };
  }
  if (column === undefined) return { price: undefined, status };
  const price = readPrice(cells.cell("price"), column);
  if (!price.ok) notes.refuse("price", price.problem);
  return { price: price.ok ? price.value : undefined, status };
}

function readSizes(cells: RowCells, figures: Figures, notes: RowNotes, guessed: GuessedArea) {
  const read = (field: "area" | "terrace" | "totalArea"): number | undefined => {
    if (isOnRequest(cells.text(field))) return undefined;
    const size: Result<ReadArea, CellProblem> = readArea(cells.cell(field), figures[field]);
    const isNothing = size.ok && size.value.area === 0 && field === "area";
    const checked = isNothing
      ? fail({ code: "bad_area" as const, reason: "no area; leave it empty when it is unknown" })
      : size;
    if (!checked.ok) {
      notes.refuse(field, checked.problem);
      return undefined;
    }
    if (checked.value.isGuess) guessed(field, checked.value.area);
    return checked.value.area;
  };
  const [inside, terrace, total] = [read("area"), read("terrace"), read("totalArea")];
  const rest = total === undefined ? undefined : total - (terrace ?? 0);
  const outOfTotal = rest !== undefined && rest > 0 ? Math.round(rest * 10_000) / 10_000 : total;
  return { area: inside ?? (outOfTotal || undefined), terrace: terrace || undefined };
}

/** Reads a row's cells except place and number. Unreadable cells are refused one by one. */
export function readFacts(
  cells: RowCells,
  kind: ListKind | undefined,
  words: Words,
  figures: Figures,
  notes: RowNotes,
  guessed: GuessedArea,
): HomeFacts {
  const read = <Value>(field: ListField, parse: (text: string) => Result<Value, CellProblem>) => {
    const text = cells.text(field);
    if (text === "") return undefined;
    const parsed = parse(text);
    if (!parsed.ok) notes.refuse(field, parsed.problem);
    return parsed.ok ? parsed.value : undefined;
  };
  const { price, status } = readSale(cells, words, figures.price, notes);
  const isHidden = read("hidden", readHidden) === true || status === "held-back";
  return {
    kind,
    bedrooms: readCount(cells, kind, notes),
    ...readSizes(cells, figures, notes, guessed),
    price,
    status: status === "held-back" ? undefined : status,
    isHidden,
    position: read("position", (text) =>
      readWhole(text, 1, Number.MAX_SAFE_INTEGER, "bad_position"),
    ),
    span: read("span", (text) => readWhole(text, 1, WIDEST_SPAN, "bad_span")) ?? 1,
  };
}

/** `undefined` for apartments, the default kind. */
export const unitKindOf = (kind: ListKind | undefined): UnitKind | undefined =>
  kind === "apartment" ? undefined : kind;
