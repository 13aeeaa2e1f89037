import { expect, test } from "vitest";
import { cutName, readableName } from "../../../schema/values/names.ts";

test("a name is one line, and does not change the direction or line breaks of text around it", () => {
  expect(readableName(" Ann\u0000\u202EeB\u2066\n\tLee ")).toBe("Ann eB Lee");
  expect(readableName("a\uD800b")).toBe("a b");
  expect(readableName("\u202E\u0007")).toBe("");
});

test("letters, marks and joined emoji of any script are unchanged", () => {
  for (const name of [
    "عمر\u200Fأ",
    "Zoë-Đặng",
    "👩\u200D👩\u200D👧",
    "नीता\u200Cक",
    "O’Brien, Jr.",
  ]) {
    expect([readableName(name), cutName(name)]).toEqual([name, name]);
  }
});
