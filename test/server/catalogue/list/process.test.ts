import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { utils, write } from "@e965/xlsx";
import { unzipSync, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { runTask, type ReadList } from "../../../../server/catalogue/list/process/listTask.ts";
import { runInProcess } from "../../../../server/catalogue/list/process/runInProcess.ts";
import { readList } from "../../../../server/catalogue/list/readList.ts";
import { isLeftOut } from "../../../support/leftOut.ts";
import { childrenOf } from "../../../support/server/process/childrenOf.ts";
import { longTest } from "../../../support/size.ts";
import { NEW, TOWER } from "./reading.ts";
import { xlsx } from "./xlsx.ts";

const list = { context: TOWER, mapping: {} };
const LINES = Array.from(
  { length: 4000 },
  (_, home) => `${home + 1},${(home % 5) + 1},${1_000_000 + home},Available,a note of no use`,
);
const BYTES = new TextEncoder().encode(`Unit,Floor,Price,Status,Notes\n${LINES.join("\n")}\n`);

describe("the list process", () => {
  test("reads the same as in place, with homes in order", async () => {
    const read = await readList({ bytes: BYTES, fileName: "" }, TOWER, {});
    expect(read).toEqual(await runTask({ bytes: BYTES, list }));
  });

  test("is the only one to load the library of workbooks, which the server could not unload", () => {
    const serve = join(import.meta.dirname, "../../../../server/serve.ts");
    const script = `import { registerHooks } from "node:module";
      const resolve = (name, context, next) => {
        if (name.includes("xlsx") || name.includes("csv-parse")) console.log(name);
        return next(name, context);
      };
      registerHooks({ resolve });
      await import(${JSON.stringify(pathToFileURL(serve).href)});`;
    const options = ["--disable-warning=ExperimentalWarning", "--input-type=module", "-e", script];
    const { stdout, stderr } = spawnSync(process.execPath, options, { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(stdout).toBe("csv-parse/sync\n");
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

  test.skipIf(isLeftOut(process.platform !== "linux", "Linux, to list a process' children"))(
    "has ended when its result arrives, so that its memory is free for the next file",
    async () => {
      const before = new Set(childrenOf(process.pid));
      await runInProcess({ bytes: BYTES, list });
      expect(childrenOf(process.pid).filter((child) => !before.has(child))).toEqual([]);
    },
  );

  for (const bookType of ["csv", "xlsx", "ods"] as const) {
    longTest(`reads 50,000 homes, as spreadsheet programs pack them: ${bookType}`, async () => {
      const header = ["Tower", "Floor", "Unit", "Type", "BR", "Area (sqft)", "View", "Price"];
      const homes = Array.from({ length: 50_000 }, (_, home) => {
        const number = `${1 + (home % 1250)}-${Math.floor(home / 1250)}`;
        const [floor, view] = [1 + (home % 50), ["Sea", "Park", "City"][home % 3]];
        const price = 1_000_000 + home;
        return [`Tower ${home % 40}`, floor, number, `T${home % 9}`, 1, 600.5, view, price];
      });
      const book = utils.book_new();
      utils.book_append_sheet(book, utils.aoa_to_sheet([header, ...homes]), "List");
      const form = { type: "array", bookType, bookSST: true, compression: true } as const;
      const file = new Uint8Array(write(book, form) as ArrayBuffer);
      const bytes = bookType === "csv" ? file : zipSync(unzipSync(file), { level: 9 });
      const fresh = { context: NEW, mapping: {} };
      const read = await runInProcess<ReadList>({ bytes, list: fresh });
      expect(read.ok && read.value.reading.units.length).toBe(50_000);
    });
  }

  longTest("ends with the file that overflows its memory, and the next is read", async () => {
    const row = (first: number) =>
      `<row>${Array.from({ length: 20 }, (_, at) => `<c><v>${first * 20 + at}.5</v></c>`).join("")}</row>`;
    const rows = Array.from({ length: 45_000 }, (_, first) => row(first));
    const bomb = xlsx(`<sheetData>${rows.join("")}</sheetData>`, "", 3);
    expect(await readList({ bytes: bomb, fileName: "" }, TOWER, {})).toMatchObject({
      ok: false,
      problem: { code: "too_large" },
    });
    expect(await readList({ bytes: BYTES, fileName: "" }, TOWER, {})).toMatchObject({ ok: true });
  });
});
