/** Whether two values are equal as JSON, where an `undefined` key is absent. The order of keys counts. */
export const equalJson = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
