/** Whether two values say the same as JSON, where a key that is `undefined` is absent. The order of keys counts. */
export const equalJson = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
