import { open, readFile } from "node:fs/promises";
import type { PictureRefusal } from "../../../schema/catalogue/pictureFaults.ts";
import { isVector } from "../../../schema/catalogue/pictures.ts";

/** Larger than any drawing for a screen. */
const MOST_VECTOR_BYTES = 8 * 1024 * 1024;
const HEAD_BYTES = 64 * 1024;

/**
 * Why an uploaded SVG is rejected unread: its entities could expand without limit, and a compressed one could be a bomb.
 * `undefined` for any other file.
 */
export async function vectorProblem(path: string): Promise<PictureRefusal | undefined> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const head = buffer.subarray(0, bytesRead);
    if (head[0] === 0x1f && head[1] === 0x8b) {
      return { fault: "compressed_svg", reason: "is compressed: save it as a plain SVG" };
    }
    const text = head.toString("latin1").replaceAll("\0", "");
    const isDrawing = isVector(path) || /<svg[\s>]/i.test(text);
    if (!isDrawing) return undefined;
    if (size > MOST_VECTOR_BYTES) {
      return { fault: "large_svg", reason: "is over 8 MB: save it as PNG" };
    }
    const whole = (await readFile(path, "latin1")).replaceAll("\0", "");
    return /<!ENTITY/i.test(whole)
      ? { fault: "entities", reason: "has entities, which are not opened" }
      : undefined;
  } finally {
    await file.close();
  }
}
