import * as v from "valibot";
import { ListMapping } from "../../../schema/list/mapping.ts";

/** A mapping that was kept; the empty one where there is none, or where an older version kept another form. */
export function parseJsonMapping(json: string | undefined): ListMapping {
  if (json === undefined) return {};
  const parsed = v.safeParse(ListMapping, JSON.parse(json));
  return parsed.success ? parsed.output : {};
}
