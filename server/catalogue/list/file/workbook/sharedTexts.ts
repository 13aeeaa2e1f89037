import { MAX_CELLS, MAX_PIECE_BYTES } from "../limits.ts";
import type { Part } from "./openArchive.ts";
import { parseXml } from "./parseXml.ts";
import { Refusal } from "./refusal.ts";
import { copyText } from "./texts.ts";

/** The part of an XLSX with the texts that its cells name by index. 1C writes its name with a capital letter. */
export const isSharedTexts = (name: string): boolean => /^xl\/sharedStrings\.xml$/i.test(name);

const withoutPrefix = (name: string): string => name.slice(name.indexOf(":") + 1);

/** Reads the shared texts of an XLSX, without their formats and phonetic readings. Throws if they are damaged. */
export async function readSharedTexts(part: Part): Promise<readonly string[]> {
  const texts: string[] = [];
  let text = "";
  let isText = false;
  let isReading = false;
  await parseXml(part, {
    open: ({ name }) => {
      const own = withoutPrefix(name);
      if (own === "si") text = "";
      else if (own === "rPh") isReading = true;
      else if (own === "t") isText = !isReading;
    },
    text: (more) => {
      if (isText) text += more;
    },
    close: (name) => {
      const own = withoutPrefix(name);
      if (own === "t") isText = false;
      else if (own === "rPh") isReading = false;
      else if (own === "si") {
        if (texts.length === MAX_CELLS) throw new Refusal("too_large");
        texts.push(copyText(text));
      }
    },
  });
  return texts;
}

/** A cell that names a shared text, as spreadsheet programs write it. */
const SHARED_CELL =
  /(<(?:\w+:)?c\b[^>]*\bt=")s("[^>]*>(?:<(?:\w+:)?f\b[^>]*(?:\/>|>[^<]*<\/(?:\w+:)?f>))?<(?:\w+:)?v>)(\d+)(?=<\/)/g;

const escapeText = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Whether cells of a sheet name shared texts. */
export const namesTexts = (sheet: Buffer): boolean =>
  sheet.includes('t="s"') || sheet.includes("t='s'");

/** Writes the shared texts into a sheet's cells, so that it can be read without them. Throws if it would be too large. */
export function inlineTexts(sheet: Buffer, texts: readonly string[]): Buffer {
  if (!namesTexts(sheet)) return sheet;
  let size = 0;
  const inlined = sheet
    .toString()
    .replaceAll(SHARED_CELL, (cell: string, open: string, rest: string, index: string) => {
      const text = texts[Number(index)];
      if (text === undefined) return cell;
      size += text.length;
      if (size > MAX_PIECE_BYTES) throw new Refusal("too_large");
      return `${open}str${rest}${escapeText(text)}`;
    });
  return Buffer.from(inlined);
}
