/**
 * How much a test tries. `npm test` is to answer within minutes, `npm run test:long` tries all of it: a file that asks here
 * runs in both.
 */
const isLong = process.env["TEST_LONG"] === "1";
const chosen = process.env["FUZZ_RUNS"];

/** `short` in `npm test`, `all` in `npm run test:long`. */
export const inLong = <Amount>(all: Amount, short: Amount): Amount => (isLong ? all : short);

/** How many examples a property is tried with: `FUZZ_RUNS`, or 500 of them in `npm test`. */
export const examples = (all: number): number =>
  chosen === undefined ? inLong(all, Math.min(all, 500)) : Number(chosen);
