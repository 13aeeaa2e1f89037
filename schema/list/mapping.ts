import * as v from "valibot";
import { UNIT_KINDS } from "../values/unitKinds.ts";
import { Id } from "../values/ids.ts";
import { LIST_FIELDS, LIST_STATUSES } from "./fields.ts";

const MOST_ENTRIES = 2000;
const LONGEST_WORD = 500;

/** By the list's own word, compared without case and surrounding spaces. */
const byWord = <Value extends v.GenericSchema>(value: Value) =>
  v.pipe(
    v.record(v.pipe(v.string(), v.maxLength(LONGEST_WORD)), value),
    v.check((entries) => Object.keys(entries).length <= MOST_ENTRIES, "too many entries"),
  );

const Choice = v.picklist([...LIST_FIELDS, "leave-out"]);
const AreaUnit = v.picklist(["m2", "sqft"]);

const columnEntries = {
  /** By the text of the header. The texts of a header of two lines are joined by " / ". */
  columns: v.optional(byWord(Choice)),
  /** By the spreadsheet's letters, for columns whose header is empty or occurs twice. Overrides `columns`. */
  letters: v.optional(v.record(v.pipe(v.string(), v.regex(/^[A-Z]{1,3}$/)), Choice)),
  /** The header's last row, from 1; 0: the list has no header. Absent: detected. */
  headerRow: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  /** Unit of all areas. Absent: taken from headers or cells, else the development's. */
  areaUnit: v.optional(AreaUnit),
  /** Decimal mark of areas and prices. Absent: taken from the column. */
  decimal: v.optional(v.picklist([".", ","])),
};

/**
 * How a development's lists are read, remembered for the next one. All fields are optional: absent ones are guessed
 * from each list.
 */
export const ListMapping = v.strictObject({
  ...columnEntries,
  /** For single sheets, by name. */
  sheets: v.optional(
    byWord(
      v.strictObject({
        ...columnEntries,
        /** The sheet is ignored. */
        skip: v.optional(v.boolean()),
        /** All its homes are of this building. */
        building: v.optional(Id),
      }),
    ),
  ),
  statuses: v.optional(byWord(v.picklist(LIST_STATUSES))),
  /** Labels of floors to their numbers. */
  floors: v.optional(byWord(v.pipe(v.number(), v.finite()))),
  /** Names of buildings to their ids. */
  buildings: v.optional(byWord(Id)),
  kinds: v.optional(byWord(v.picklist(["apartment", ...UNIT_KINDS]))),
  /** Words for views, to ids of aspects. */
  aspects: v.optional(byWord(Id)),
});
export type ListMapping = Readonly<v.InferOutput<typeof ListMapping>>;
export type SheetMapping = NonNullable<ListMapping["sheets"]>[string];
