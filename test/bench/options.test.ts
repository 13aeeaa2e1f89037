import { expect, test } from "vitest";
import { readOptions } from "./options.ts";
import { SCENARIOS } from "./plan/cases.ts";
import { SYSTEMS } from "./plan/systems.ts";

test("the default is everything, five times", () => {
  expect(readOptions([])).toMatchObject({
    chosen: SCENARIOS,
    systems: SYSTEMS.map(({ name }) => name),
    repetitions: 5,
    quick: false,
  });
});

test("a single case can be chosen by its name", () => {
  expect(readOptions(["--only", "rooms-100,hour"]).chosen).toEqual(["rooms-100", "hour"]);
});

test("Offplan is always among the systems, first", () => {
  expect(readOptions(["--peers", "hocuspocus,relay"]).systems).toEqual([
    "offplan",
    "hocuspocus",
    "relay",
  ]);
});

test.each([
  [["--only", "rooms,rows"], /"rows" is none of rooms/],
  [["--peers", "offplan"], /"offplan" is none of relay/],
  [["--repeat", "many"], /--repeat must be more than 0/],
  [["--speed", "9"], /--speed/],
])("unknown options are refused: %o", (commandLine, message) => {
  expect(() => readOptions(commandLine)).toThrow(message);
});
