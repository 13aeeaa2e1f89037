/** Whether two JSON values are equal, with their keys in the same order. */
export const equal = (one: unknown, other: unknown): boolean =>
  Object.is(one, other) || JSON.stringify(one) === JSON.stringify(other);
