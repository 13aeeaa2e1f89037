/** Settles with a wait, whichever way it ends, or after so many ms. */
export const atMost = (ms: number, wait: Promise<unknown>): Promise<unknown> =>
  Promise.race([Promise.allSettled([wait]), new Promise((resolve) => setTimeout(resolve, ms))]);
