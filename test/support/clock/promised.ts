/**
 * The limit for something that is promised within `ms` and measured over other processes or real engines. A machine that
 * is busy takes longer; whether the promise itself is kept is a matter of the tests with a clock of their own.
 */
export const promised = (ms: number): number => ms * 4;
