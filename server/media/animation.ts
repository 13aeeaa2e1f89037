import { open, type FileHandle } from "node:fs/promises";

const PNG_SIGNATURE = Buffer.from("89504e470d0a1a0a", "hex");
/** Length and type before a chunk's data, checksum after it. */
const HEAD_BYTES = 8;
const CHECKSUM_BYTES = 4;
/** Maximum number of chunks before a picture's pixels. */
const MOST_CHUNKS = 1_000;

async function readAt(file: FileHandle, position: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, position);
  return buffer.subarray(0, bytesRead);
}

async function findAnimation(file: FileHandle): Promise<boolean> {
  if (!(await readAt(file, 0)).equals(PNG_SIGNATURE)) return false;
  let position = PNG_SIGNATURE.length;
  for (let count = 0; count < MOST_CHUNKS; count += 1) {
    const head = await readAt(file, position);
    if (head.length < HEAD_BYTES) return false;
    const type = head.toString("latin1", 4);
    if (type === "acTL") return true;
    if (type === "IDAT") return false;
    position += HEAD_BYTES + head.readUInt32BE(0) + CHECKSUM_BYTES;
  }
  return false;
}

/** Whether a file is an animated PNG, which decoders of the first frame alone do not report. */
export async function isAnimatedPng(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    return await findAnimation(file);
  } finally {
    await file.close();
  }
}
