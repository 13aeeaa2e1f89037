/**
 * The header `webhook-id` of a delivery: the same with each attempt. The time distinguishes it from one with the same
 * number in a database restored from a backup.
 */
export const messageId = (delivery: number, atMs: number): string =>
  `msg_${atMs.toString(36)}_${delivery}`;

/** The delivery of a message id; `undefined` for an invalid one. */
export function deliveryOf(message: string): number | undefined {
  const [, number] = /^msg_[\da-z]+_(\d{1,15})$/.exec(message) ?? [];
  return number === undefined ? undefined : Number(number);
}
