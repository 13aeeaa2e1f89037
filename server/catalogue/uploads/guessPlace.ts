import type { Project } from "../../../schema/catalogue/catalogue.ts";
import type { PicturePlace } from "../../../schema/catalogue/uploads.ts";
import type { KeptFacts } from "./uploadedFile.ts";

type Known = Pick<Project, "buildings" | "layouts">;
type Building = Known["buildings"][number];

/** Lower case, with single spaces between words: "Tower_A-Floor12" is "tower a floor 12". */
const wordsOf = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/\.[^.]+$/, "")
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .replaceAll(/(\p{L})(\d)/gu, "$1 $2")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

const hasWords = (text: string, words: string): boolean =>
  words !== "" && ` ${text} `.includes(` ${words} `);

const MASTERPLAN =
  /master ?plan|site ?plan|site map|^site$|aerial|bird|генплан|генеральный план|мастер ?план|المخطط العام|مخطط عام|الموقع العام/u;
const COVER = /(?:^| )(?:cover|hero|title|обложка|غلاف)(?: |$)/u;
const FLOOR_RANGE =
  /(?:floors?|levels?|lvl|fl|этаж\p{L}*|الطابق|طابق|الطوابق|الدور)\s+([\p{L}\d]{1,4})(?:\s+(?:to|до|по|الي|إلى)?\s*(\d{1,3}))?(?: |$)/u;
const FLOOR_AFTER =
  /(?:^| )(\d{1,3}|ground|basement|roof|mezzanine|g|lg|ph)\s?(?:st|nd|rd|th)? (?:floor|level|этаж|طابق)/u;
const TYPICAL = /typical|типов|متكرر/u;

const SAME_FLOOR: Readonly<Record<string, string>> = {
  ground: "g",
  basement: "b",
  roof: "r",
  mezzanine: "m",
  penthouse: "ph",
};

const labelOf = (text: string): string => {
  const label = text.toLowerCase();
  return SAME_FLOOR[label] ?? label.replace(/^0+(?=\d)/, "");
};

/** The building named in a file name, or the development's only building. */
function buildingIn(text: string, buildings: readonly Building[]): Building | undefined {
  const [only, ...others] = buildings;
  const named = buildings.filter(({ id, name = {}, label }) =>
    [id, label, ...Object.values(name)].some((known) => hasWords(text, wordsOf(known))),
  );
  if (named.length === 1) return named[0];
  return others.length === 0 ? only : undefined;
}

function floorsIn(text: string, building: Building): readonly number[] {
  const [, from, to] = FLOOR_RANGE.exec(text) ?? FLOOR_AFTER.exec(text) ?? [];
  const find = (label: string | undefined) =>
    label === undefined
      ? undefined
      : building.floors.find((floor) => labelOf(floor.label) === labelOf(label));
  const first = find(from);
  if (first === undefined) return [];
  const last = find(to) ?? first;
  return building.floors
    .map(({ number }) => number)
    .filter((number) => number >= first.number && number <= last.number);
}

/** "Tower A 03": a building and the label of one of its floors. */
function floorBeside(text: string, building: Building): readonly number[] {
  const label = /(?: |^)(\d{1,3})$/.exec(text)?.[1];
  const found = building.floors.find(
    (floor) => label !== undefined && labelOf(floor.label) === labelOf(label),
  );
  return found === undefined ? [] : [found.number];
}

function planIn(text: string, { buildings }: Known): PicturePlace | undefined {
  const building = buildingIn(text, buildings);
  if (building === undefined) return undefined;
  const said = floorsIn(text, building);
  const beside = said.length > 0 || buildings.length === 1 ? said : floorBeside(text, building);
  const all = TYPICAL.test(text) ? building.floors.map(({ number }) => number) : [];
  const numbers = beside.length > 0 ? beside : all;
  if (numbers.length === 0) return undefined;
  return {
    kind: "plan",
    floors: numbers.map((floor) => ({ building: building.id, floor })),
    units: [],
  };
}

function layoutIn(text: string, { layouts }: Known): PicturePlace | undefined {
  const found = layouts.filter(({ id, name }) =>
    [id, ...Object.values(name)].some((known) => hasWords(text, wordsOf(known))),
  );
  // The longest name wins: "2 C large" is not "2 C".
  const [layout] = found.toSorted((one, other) => other.id.length - one.id.length);
  return layout && { kind: "layout", layout: layout.id };
}

/** A picture's place, guessed from its file name; a photograph without a hint belongs to the gallery. */
export function guessPlace(name: string, facts: KeptFacts, project: Known): PicturePlace {
  const text = wordsOf(name);
  if (MASTERPLAN.test(text)) return { kind: "masterplan", buildings: [] };
  if (COVER.test(text)) return { kind: "cover" };
  const plan = planIn(text, project) ?? layoutIn(text, project);
  if (plan !== undefined) return plan;
  const isPlan = /plan|план|مخطط|layout|планировк|type/u.test(text);
  return facts.blur === undefined || isPlan ? { kind: "unused" } : { kind: "gallery" };
}
