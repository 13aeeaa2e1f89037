/**
 * The header `webhook-id` of a delivery: the same with each attempt. The time sets it apart from one of a database that
 * was put back from a backup.
 */
export const messageId = (delivery: number, atMs: number): string =>
  `msg_${atMs.toString(36)}_${delivery}`;

/** The delivery of a message id; `undefined` for an invalid one. */
export function deliveryOf(message: string): number | undefined {
  const [, number] = /^msg_[\da-z]+_(\d{1,15})$/.exec(message) ?? [];
  return number === undefined ? undefined : Number(number);
}
