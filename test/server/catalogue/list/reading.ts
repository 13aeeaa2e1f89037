import type { ListMapping } from "../../../../schema/list/mapping.ts";
import type { Unit } from "../../../../schema/catalogue/catalogue.ts";
import type { ListContext, ListReading } from "../../../../server/catalogue/list/reading.ts";
import { readList } from "../../../../server/catalogue/list/readList.ts";
import { runTask, type ReadList } from "../../../../server/catalogue/list/process/listTask.ts";

/** A development of one tower of five floors, in dirhams and square metres. */
export const TOWER: ListContext = {
  currency: "AED",
  digits: 2,
  areaUnit: "m2",
  buildings: [
    {
      id: "a",
      name: { en: "Tower A", ru: "Башня А" },
      floors: [1, 2, 3, 4, 5].map((number) => ({ number, label: String(number) })),
    },
  ],
  aspects: [],
  layouts: [],
  units: [],
};

/** A new development with nothing but a name. */
export const NEW: ListContext = { ...TOWER, buildings: [] };

const bytesOf = (list: string | Uint8Array): Uint8Array =>
  typeof list === "string" ? new TextEncoder().encode(list) : list;

async function readWhole(
  list: string | Uint8Array,
  context: ListContext = TOWER,
  mapping: ListMapping = {},
): Promise<ReadList> {
  // In place: only what a process adds is tested through one.
  const read = await runTask({ bytes: bytesOf(list), list: { context, mapping } });
  if (!read.ok) throw new Error(`${read.problem.code}: ${read.problem.reason}`);
  return read.value as ReadList;
}

export const read = async (
  list: string | Uint8Array,
  context?: ListContext,
  mapping?: ListMapping,
): Promise<ListReading> => (await readWhole(list, context, mapping)).reading;

/** The homes of a list; throws if anything is refused. */
export async function unitsOf(
  list: string | Uint8Array,
  context?: ListContext,
  mapping?: ListMapping,
): Promise<readonly Unit[]> {
  const { units, problems } = await read(list, context, mapping);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return units.map(({ unit }) => unit);
}

/** Errors as `cell code`. */
export async function problemsIn(
  list: string | Uint8Array,
  context?: ListContext,
  mapping?: ListMapping,
): Promise<readonly string[]> {
  const { problems } = await read(list, context, mapping);
  return problems.map(({ cell, code }) => `${cell} ${code}`);
}

/** Warnings as `cell code`. */
export async function warningsIn(
  list: string | Uint8Array,
  context?: ListContext,
  mapping?: ListMapping,
): Promise<readonly string[]> {
  const { warnings } = await read(list, context, mapping);
  return warnings.map(({ cell, code }) => `${cell} ${code}`);
}

/** The reason for rejecting a whole file. */
export async function refusalOf(file: string | Uint8Array): Promise<string | undefined> {
  const result = await readList({ bytes: bytesOf(file), fileName: "" }, TOWER, {});
  return result.ok ? undefined : result.problem.code;
}

/** The guessed mapping of a list. */
export const guessOf = async (
  list: string | Uint8Array,
  context?: ListContext,
  mapping?: ListMapping,
): Promise<ReadList["preview"]> => (await readWhole(list, context, mapping)).preview;
