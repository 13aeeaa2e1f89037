/** Maximum silence of a request, before the response and within it. */
export const ANSWER_MS = 10_000;
