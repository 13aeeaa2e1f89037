/** What a close code means, as a key of the words. */
const MEANINGS = {
  1000: "local",
  1005: "local",
  1006: "lost",
  1009: "tooBig",
  1012: "restart",
  1013: "overload",
  4401: "token",
  4403: "forbidden",
  4404: "unknownRoom",
  4409: "replaced",
  4410: "over",
  4422: "invalidState",
  4429: "tooMany",
} as const;

export type CloseMeaning = (typeof MEANINGS)[keyof typeof MEANINGS] | "other";

const isKnown = (code: number): code is keyof typeof MEANINGS => Object.hasOwn(MEANINGS, code);

export const meaningOf = (code: number): CloseMeaning => (isKnown(code) ? MEANINGS[code] : "other");
