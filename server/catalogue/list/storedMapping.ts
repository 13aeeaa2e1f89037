import * as v from "valibot";
import { ListMapping } from "../../../schema/list/mapping.ts";

/** A stored mapping; empty if there is none or an older version stored another format. */
export function parseJsonMapping(json: string | undefined): ListMapping {
  if (json === undefined) return {};
  const parsed = v.safeParse(ListMapping, JSON.parse(json));
  return parsed.success ? parsed.output : {};
}
