import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";

/** Length of a random node id, enough that two never coincide. */
export const NODE_BYTES = 8;

/** Header of each message: sender and sequence number in this channel. */
export interface Heading {
  /** From 1, one more for each message of this sender in this channel. */
  readonly sequence: number;
  /** An earlier message of the sender was lost. */
  readonly isAfterLoss: boolean;
}

export interface Envelope extends Heading {
  /** The sender, in hexadecimal. */
  readonly from: string;
  readonly message: Uint8Array;
}

export function packEnvelope(
  node: Uint8Array,
  { sequence, isAfterLoss }: Heading,
  message: Uint8Array,
): Buffer {
  const encoder = encoding.createEncoder();
  encoding.writeUint8Array(encoder, node);
  encoding.writeVarUint(encoder, sequence * 2 + Number(isAfterLoss));
  encoding.writeUint8Array(encoder, message);
  return Buffer.from(encoding.toUint8Array(encoder).buffer);
}

/** `undefined` when the bytes are not an envelope. The message is a view of them. */
export function unpackEnvelope(bytes: Buffer): Envelope | undefined {
  if (bytes.length <= NODE_BYTES) return undefined;
  const decoder = decoding.createDecoder(bytes.subarray(NODE_BYTES));
  try {
    const numbered = decoding.readVarUint(decoder);
    return {
      from: bytes.toString("hex", 0, NODE_BYTES),
      sequence: Math.floor(numbered / 2),
      isAfterLoss: numbered % 2 === 1,
      message: decoding.readTailAsUint8Array(decoder),
    };
  } catch {
    return undefined;
  }
}

/** Whether this process sent it; cheaper than unpacking. */
export const isFrom = (node: Uint8Array, bytes: Buffer): boolean =>
  bytes.length >= NODE_BYTES && bytes.compare(node, 0, NODE_BYTES, 0, NODE_BYTES) === 0;
