import { describe, expect, test } from "vitest";
import { unitDifferences } from "../../../schema/catalogue/unitDifferences.ts";
import { smallProject } from "../../support/room/project.ts";

const [home] = smallProject.units as [(typeof smallProject.units)[0]];

describe("a home's earlier status and price", () => {
  const now = { ...home, price: 200, status: "available" } as const;

  test("are given only where they have changed", () => {
    expect(unitDifferences(now, undefined)).toEqual({});
    expect(unitDifferences(now, { price: 200, status: "available" })).toEqual({});
    expect(unitDifferences(now, { price: 100, status: "reserved" })).toEqual({
      price: 100,
      status: "reserved",
    });
  });

  test("include its price if it is sold now, and no price if it was sold then", () => {
    const sold = { ...now, status: "sold" } as const;
    expect(unitDifferences(sold, { price: 200, status: "available" })).toEqual({
      price: 200,
      status: "available",
    });
    expect(unitDifferences(now, { price: 100, status: "sold" })).toEqual({ status: "sold" });
  });
});
