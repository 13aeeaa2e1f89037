import { describe, expect, test } from "vitest";
import {
  withColumn,
  withSheet,
  withStatus,
} from "../../../../../client/agent/list/columns/mapping.ts";
import type { PreviewColumn } from "../../../../../schema/list/preview.ts";

const column = (letter: string, header: string): PreviewColumn => ({
  letter,
  header,
  choice: "leave-out",
  source: "none",
});

describe("changes to a list's mapping", () => {
  test("a column is named by its header, so that later lists are read in the same way", () => {
    const price = column("C", "Цена");
    const sheet = { name: "Sheet1", columns: [column("A", "Корпус"), price] };
    expect(withColumn({ columns: { Корпус: "building" } }, sheet, price, "price")).toEqual({
      columns: { Корпус: "building", Цена: "price" },
    });
  });

  test.each([
    ["has no header", column("B", ""), [column("B", "")]],
    ["shares its header", column("B", "No"), [column("A", "No"), column("B", "No")]],
  ])("a column that %s is named by its letters on its sheet", (_, chosen, columns) => {
    const mapping = { sheets: { Tower: { letters: { A: "floor" } } } } as const;
    expect(withColumn(mapping, { name: "Tower", columns }, chosen, "number")).toEqual({
      sheets: { Tower: { letters: { A: "floor", B: "number" } } },
    });
  });

  test("choosing a word or a sheet keeps the earlier choices", () => {
    const mapping = withStatus({ statuses: { free: "available" } }, "EOI", "reserved");
    expect(mapping).toEqual({ statuses: { free: "available", EOI: "reserved" } });
    expect(withSheet(mapping, "Notes", true)).toEqual({
      ...mapping,
      sheets: { Notes: { skip: true } },
    });
  });
});
