import { test, type TestFunction } from "vitest";

/**
 * How extensive tests are. `npm test` must finish within minutes, `npm run test:long` tests everything: a file that uses
 * this module runs in both.
 */
const isLong = process.env["TEST_LONG"] === "1";
const chosen = process.env["FUZZ_RUNS"];

/** `test` in `npm run test:long`; in `npm test` nothing. */
export const longTest: (name: string, body: TestFunction, timeoutMs?: number) => void = isLong
  ? test
  : () => undefined;

/** `short` in `npm test`, `all` in `npm run test:long`. */
export const inLong = <Amount>(all: Amount, short: Amount): Amount => (isLong ? all : short);

/**
 * All cases in `npm run test:long`, in `npm test` those at these indices: one for each kind of fault that a matrix of
 * sizes, languages and transports can reveal.
 */
export const someOf = <const Case>(
  all: readonly Case[],
  ...places: readonly number[]
): readonly Case[] => (isLong ? all : all.filter((_case, at) => places.includes(at)));

/** Number of examples of a property: `FUZZ_RUNS`, or 500 in `npm test`. */
export const examples = (all: number): number =>
  chosen === undefined ? inLong(all, Math.min(all, 500)) : Number(chosen);
