/** Whether two values are equal as JSON, where `undefined` members are absent. The order of members matters. */
export const equalJson = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
