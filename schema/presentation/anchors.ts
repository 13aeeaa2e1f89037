import { FILTER_NAMES, type FilterName } from "./filters.ts";
import { isId } from "../values/ids.ts";

const NAMED = [
  "unit",
  "building",
  "plan",
  "layout",
  "masterplan",
  "image",
  "orbit",
  "panorama",
] as const;

/** A target of pointers, by meaning: it denotes the same thing in any layout, language or size. */
export type Anchor =
  | {
      readonly kind: (typeof NAMED)[number];
      readonly id: string;
    }
  | { readonly kind: "floor"; readonly building: string; readonly floor: number }
  /** A step of the payment plan, from 0. */
  | { readonly kind: "payment"; readonly step: number }
  | { readonly kind: "filter"; readonly name: FilterName };

/** Reads `unit:b1-12`, `floor:b1/3`, `payment:0`, `filter:price`; `undefined` for anything else. */
export function parseAnchor(text: string): Anchor | undefined {
  const colon = text.indexOf(":");
  const kind = text.slice(0, colon);
  const rest = text.slice(colon + 1);
  const named = NAMED.find((name) => name === kind);
  if (named !== undefined) return isId(rest) ? { kind: named, id: rest } : undefined;
  if (kind === "filter") {
    const name = FILTER_NAMES.find((filter) => filter === rest);
    return name && { kind, name };
  }
  if (kind === "payment") return /^\d{1,2}$/.test(rest) ? { kind, step: Number(rest) } : undefined;
  if (kind !== "floor") return undefined;
  const [building = "", floor = "", ...more] = rest.split("/");
  const valid = more.length === 0 && isId(building) && /^-?\d{1,4}(?:\.\d{1,6})?$/.test(floor);
  return valid ? { kind, building, floor: Number(floor) } : undefined;
}

/** Inverse of `parseAnchor`. */
export function formatAnchor(anchor: Anchor): string {
  switch (anchor.kind) {
    case "floor":
      return `floor:${anchor.building}/${anchor.floor}`;
    case "payment":
      return `payment:${anchor.step}`;
    case "filter":
      return `filter:${anchor.name}`;
    default:
      return `${anchor.kind}:${anchor.id}`;
  }
}
