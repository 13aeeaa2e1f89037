import * as v from "valibot";
import { Id } from "../values/ids.ts";

/** Maximum size of a custom view's data as JSON, in bytes. */
const MAX_DATA_BYTES = 2048;
/** Maximum depth, well above that of real data. */
const MAX_DEPTH = 6;

function isPlain(value: unknown, depth: number): boolean {
  switch (typeof value) {
    case "string":
    case "boolean":
      return true;
    case "number":
      return Number.isFinite(value);
    case "object":
      if (value === null) return true;
      return depth > 0 && Object.values(value).every((inner) => isPlain(inner, depth - 1));
    default:
      return false;
  }
}

/** UTF-8, without an encoder: a surrogate pair takes four bytes, two for each half. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800 || (unit >= 0xd800 && unit < 0xe000)) bytes += 2;
    else bytes += 3;
  }
  return bytes;
}

const isSmallJson = (value: unknown): boolean =>
  isPlain(value, MAX_DEPTH) && bytesOf(JSON.stringify(value)) <= MAX_DATA_BYTES;

/** A page of the embedder, by its registered name, with at most 2 KiB of JSON for it. */
export const CustomScreen = v.strictObject({
  screen: v.literal("custom"),
  name: Id,
  data: v.optional(v.custom<unknown>(isSmallJson, "plain JSON of 2 KiB at most")),
});

/** A custom view on a buyer's page: the embedder's page at `url` in a sandboxed frame. */
export interface CustomView {
  readonly name: string;
  readonly url: string;
}
