import { fromBufferPromise } from "yauzl";
import { MAX_PARTS, MAX_UNPACKED_BYTES } from "../limits.ts";
import { Refusal } from "./refusal.ts";

/** A part of a workbook. */
export interface Part {
  /** Unpacked, in bytes; reading it throws if it is not as long. */
  readonly size: number;
  /** Unpacks it chunk by chunk, so that it is never in memory as a whole. */
  readonly read: () => AsyncIterable<Buffer>;
}

/** The parts of a workbook, by name. */
export type Parts = ReadonlyMap<string, Part>;

const DIRECTORY_END = Buffer.from("PK\u0005\u0006");
const DIRECTORY_END_BYTES = 22;
const COMMENT_LENGTH_AT = 20;

/** Parts that affect a list's content; pictures, macros, previews and copies of data for pivot tables do not. */
const isNeeded = (name: string): boolean =>
  /(?:\.xml|\.rels)$/i.test(name) && !/^(?:Thumbnails|xl\/pivotCache)\//i.test(name);

/** Without bytes after the archive, which mail programs append. */
function trimArchive(bytes: Uint8Array): Buffer {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = archive.lastIndexOf(DIRECTORY_END);
  if (at === -1 || at + DIRECTORY_END_BYTES > archive.length) return archive;
  const comment = archive.readUInt16LE(at + COMMENT_LENGTH_AT);
  return archive.subarray(0, at + DIRECTORY_END_BYTES + comment);
}

/** Opens a workbook's archive. Throws if it is damaged or, by its own word, unpacks to more than a list has. */
export async function openArchive(bytes: Uint8Array): Promise<Parts> {
  // Names as bytes: a part whose name is no path of a file is not needed, but no reason to refuse the others.
  const archive = await fromBufferPromise(trimArchive(bytes), { decodeStrings: false });
  const parts = new Map<string, Part>();
  let unpacked = 0;
  for await (const entry of archive.eachEntry()) {
    const name = entry.fileNameRaw.toString();
    if (!isNeeded(name)) continue;
    const size = entry.uncompressedSize;
    unpacked += size;
    if (unpacked > MAX_UNPACKED_BYTES || parts.size === MAX_PARTS) throw new Refusal("too_large");
    parts.set(name, {
      size,
      async *read() {
        yield* (await archive.openReadStreamPromise(entry)) as AsyncIterable<Buffer>;
      },
    });
  }
  return parts;
}

/** A part as a whole. */
export async function readPart({ read }: Part): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of read()) chunks.push(chunk);
  return Buffer.concat(chunks);
}
