/**
 * The limit for a promise of `ms` that is measured with other processes or real engines, which take longer on a busy
 * machine. Tests with a fake clock check the promise itself.
 */
export const promised = (ms: number): number => ms * 4;
