/** Fields that a list's column may hold. */
export const LIST_FIELDS = [
  "building",
  "phase",
  "floor",
  "number",
  "label",
  "kind",
  "type",
  "layout",
  "bedrooms",
  "area",
  /** Balcony or terrace, on top of `area`. */
  "terrace",
  /** Inside and terrace together; used where there is no `area`. */
  "totalArea",
  "price",
  "status",
  "aspects",
  "position",
  "span",
  "hidden",
] as const;
export type ListField = (typeof LIST_FIELDS)[number];

/** `leave-out`: the column is ignored. */
export type ColumnChoice = ListField | "leave-out";

/** Meanings of a status word. `held-back`: agents see the home, buyers do not. */
export const LIST_STATUSES = ["available", "reserved", "sold", "held-back"] as const;
export type ListStatus = (typeof LIST_STATUSES)[number];
