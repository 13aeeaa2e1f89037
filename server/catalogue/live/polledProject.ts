import { createHash } from "node:crypto";
import type { UnitsResponse } from "../../../schema/protocol/api.ts";
import type { Project, Unit } from "../../../schema/catalogue/catalogue.ts";
import { indexProject, type ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import { publicProject } from "../../../schema/catalogue/publicProject.ts";
import { forEachSliced } from "../../time/slices.ts";
import { omitUndefined } from "../omitUndefined.ts";
import type { HeldUnits } from "./heldUnits.ts";

/** The same object if nothing differs. */
export function overlayUnit(unit: Unit, { statuses, prices }: HeldUnits): Unit {
  const status = statuses.get(unit.id) ?? unit.status;
  const price = prices.get(unit.id) ?? unit.price;
  if (status === unit.status && price === unit.price) return unit;
  return { ...unit, ...omitUndefined({ status, price }) };
}

/** The same object if nothing differs. Unknown homes are ignored. */
function overlayUnits(project: Project, held: HeldUnits): Project {
  const units = project.units.map((unit) => overlayUnit(unit, held));
  const isSame = units.every((unit, index) => unit === project.units[index]);
  return isSame ? project : { ...project, units };
}

const LENGTH = 12;

const fingerprint = (value: unknown): string =>
  createHash("sha256").update(JSON.stringify(value)).digest("base64url").slice(0, LENGTH);

/** Serialises independently of the order of members. */
const inOrder = (_key: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
    : value;

/** Covers everything except statuses and prices. */
async function revisionOf({ revision: _own, units, ...others }: Project): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify(others, inOrder));
  await forEachSliced(units, ({ status: _status, price: _price, ...lasting }) => {
    hash.update(JSON.stringify(lasting, inOrder));
  });
  return hash.digest("base64url").slice(0, LENGTH);
}

/** A project's version for agents and its version for buyers, between two changes of its list. */
export interface Editions {
  readonly all: Project;
  /** The same object if nothing is held back. */
  readonly shown: Project;
}

/** The buyers' revision covers only what they may know, so that it reveals nothing held back. */
export async function openEditions(project: Project): Promise<Editions> {
  const all = { ...project, revision: await revisionOf(project) };
  const shown = publicProject(all);
  return { all, shown: shown === all ? all : { ...shown, revision: await revisionOf(shown) } };
}

/** A project with its polled data. */
interface Polled {
  readonly index: ProjectIndex;
  readonly body: UnitsResponse;
  /** Changes with the body. */
  readonly tag: string;
}

function poll(project: Project): Polled {
  const { revision, units } = project;
  const body = {
    ...omitUndefined({ revision }),
    units: units.map(({ id, status, price }) => omitUndefined({ id, status, price })),
  };
  return { index: indexProject(project), body, tag: fingerprint(body) };
}

export interface PolledEditions {
  readonly all: Polled;
  readonly shown: Polled;
}

/** Both versions with these statuses and prices. */
export function pollEditions(editions: Editions, held: HeldUnits): PolledEditions {
  const all = poll(overlayUnits(editions.all, held));
  if (editions.shown === editions.all) return { all, shown: all };
  return { all, shown: poll(overlayUnits(editions.shown, held)) };
}
