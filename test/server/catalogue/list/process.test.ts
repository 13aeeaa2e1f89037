import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { runTask } from "../../../../server/catalogue/list/process/listTask.ts";
import { runInProcess } from "../../../../server/catalogue/list/process/runInProcess.ts";
import { readList } from "../../../../server/catalogue/list/readList.ts";
import { longTest } from "../../../support/size.ts";
import { TOWER } from "./reading.ts";

const list = { context: TOWER, mapping: {} };
const LINES = Array.from(
  { length: 4000 },
  (_, home) => `${home + 1},${(home % 5) + 1},${1_000_000 + home},Available,a note of no use`,
);
const BYTES = new TextEncoder().encode(`Unit,Floor,Price,Status,Notes\n${LINES.join("\n")}\n`);

describe("the list process", () => {
  test("reads what is read in place, homes in order", async () => {
    const read = await readList({ bytes: BYTES, fileName: "" }, TOWER, {});
    expect(read).toEqual(await runTask({ bytes: BYTES, list }));
  });

  test("reads files one at a time", async () => {
    const other = new TextEncoder().encode("Unit,Floor\n101,1\n");
    const order: string[] = [];
    await Promise.all([
      runInProcess({ bytes: BYTES, list }).then(() => order.push("large")),
      runInProcess({ bytes: other, list }).then(() => order.push("small")),
    ]);
    expect(order).toEqual(["large", "small"]);
  });

  longTest("ends with the file that overflows its memory, and the next is read", async () => {
    const bomb = zipSync({ "content.xml": new Uint8Array(Buffer.alloc(60_000_000, "<a>")) });
    expect(await readList({ bytes: bomb, fileName: "" }, TOWER, {})).toMatchObject({
      ok: false,
      problem: { code: "too_large" },
    });
    expect(await readList({ bytes: BYTES, fileName: "" }, TOWER, {})).toMatchObject({ ok: true });
  });
});
