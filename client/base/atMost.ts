/** Settles once `wait` settles, or after `ms`. Never rejects. */
export const atMost = (ms: number, wait: Promise<unknown>): Promise<unknown> =>
  Promise.race([Promise.allSettled([wait]), new Promise((resolve) => setTimeout(resolve, ms))]);
