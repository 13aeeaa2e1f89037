import * as v from "valibot";

/**
 * Ids name things of a catalogue inside documents, awareness, URLs and file names, so their alphabet is the one that
 * needs no escaping in any of them. At most 64 characters.
 */
const ID_PATTERN = /^[a-z0-9][a-z0-9._-]{0,63}$/i;

export const Id = v.pipe(v.string(), v.regex(ID_PATTERN));

export type ProjectId = string;
export type MasterplanId = string;
export type BuildingId = string;
export type PlanId = string;
export type LayoutId = string;
export type ImageId = string;
export type OrbitId = string;
export type PanoramaId = string;
export type AspectId = string;

/** `<building>-<number>`, for example `b1-12`. */
export type UnitId = string;

export const isId = (value: string): boolean => ID_PATTERN.test(value);

export const unitId = (building: BuildingId, number: string): UnitId => `${building}-${number}`;
