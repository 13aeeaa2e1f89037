import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";

/** The content type of an answer that holds y-websocket frames. */
export const FRAMES_TYPE = "application/vnd.offplan.frames";

/** Several y-websocket frames as one body: each as `varuint length, bytes`, in order, to the end. */
export function packFrames(frames: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  for (const frame of frames) encoding.writeVarUint8Array(encoder, frame);
  return encoding.toUint8Array(encoder);
}

/** Inverse of `packFrames`; `undefined` for a truncated or malformed body. */
export function unpackFrames(body: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] | undefined {
  try {
    const decoder = decoding.createDecoder(body);
    const frames: Uint8Array<ArrayBuffer>[] = [];
    while (decoding.hasContent(decoder)) frames.push(decoding.readVarUint8Array(decoder).slice());
    return frames;
  } catch {
    return undefined;
  }
}
