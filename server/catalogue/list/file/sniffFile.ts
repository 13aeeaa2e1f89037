import { unzipSync } from "fflate";
import type { FileProblemCode } from "../../../../schema/list/problems.ts";

export type FileKind =
  | { readonly kind: "workbook" | "text" }
  | { readonly kind: "refused"; readonly code: FileProblemCode };

const refused = (code: FileProblemCode): FileKind => ({ kind: "refused", code });

const beginsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, index) => bytes[index] === byte);

const ZIP = [0x50, 0x4b];
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0];
const PDF = [0x25, 0x50, 0x44, 0x46];
const ENCRYPTED_PACKAGE = Buffer.from("EncryptedPackage", "utf16le");

const isZip = (bytes: Uint8Array): boolean => beginsWith(bytes, ZIP);

/** Names of a zip archive's parts; `undefined` if damaged. */
function partNames(bytes: Uint8Array): readonly string[] | undefined {
  const names: string[] = [];
  try {
    unzipSync(bytes, {
      filter: ({ name }) => {
        names.push(name);
        return false;
      },
    });
    return names;
  } catch {
    return undefined;
  }
}

function sniffZip(bytes: Uint8Array): FileKind {
  const names = partNames(bytes);
  if (names === undefined) return refused("damaged");
  if (names.some((name) => /(?:^|\/)Index(?:\.zip|\/Document\.iwa)$/.test(name))) {
    return refused("numbers");
  }
  const isWorkbook = names.includes("xl/workbook.xml") || names.includes("content.xml");
  return isWorkbook ? { kind: "workbook" } : refused("other_format");
}

/** The format of a file, from its bytes: names and declared types of lists are often wrong. */
export function sniffFile(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) return refused("empty");
  if (isZip(bytes)) return sniffZip(bytes);
  if (beginsWith(bytes, COMPOUND_FILE)) {
    return refused(Buffer.from(bytes).includes(ENCRYPTED_PACKAGE) ? "password" : "old_excel");
  }
  if (beginsWith(bytes, PDF)) return refused("pdf");
  const head = Buffer.from(bytes.subarray(0, 512)).toString("latin1").trimStart().toLowerCase();
  if (/^(?:\u00EF\u00BB\u00BF)?<(?:\?xml|html|!doctype|table|meta)/.test(head))
    return refused("old_excel");
  // BIFF without a container, as written by Excel 2 to 4.
  if (bytes[0] === 0x09 && (bytes[1] ?? 9) < 9 && bytes[1] !== 0x09 && bytes[3] === 0)
    return refused("old_excel");
  return { kind: "text" };
}
