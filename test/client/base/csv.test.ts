import { expect, test } from "vitest";
import { csvOf } from "../../../client/base/csv.ts";

test("a table is written so that spreadsheets read it unchanged", () => {
  expect(
    csvOf([
      ["a", 'b "c", d'],
      [1.5, "é\n"],
    ]),
  ).toBe('\uFEFFa,"b ""c"", d"\r\n1.5,"é\n"\r\n');
});

test.each(["=1+1", "+7", "-x", "@sum", "\tx", "\rx", "'=1"])("%j is not a formula", (text) => {
  expect(csvOf([[text]]).replaceAll('"', "")).toBe(`\uFEFF'${text}\r\n`);
});

test("a negative number stays a number", () => {
  expect(csvOf([[-1]])).toBe("\uFEFF-1\r\n");
});
