import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { runTask } from "../../../../server/catalogue/list/process/listTask.ts";
import { runInProcess } from "../../../../server/catalogue/list/process/runInProcess.ts";
import { readList } from "../../../../server/catalogue/list/readList.ts";
import { isLeftOut } from "../../../support/leftOut.ts";
import { childrenOf } from "../../../support/server/process/childrenOf.ts";
import { longTest } from "../../../support/size.ts";
import { TOWER } from "./reading.ts";

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

  longTest("ends with the file that overflows its memory, and the next is read", async () => {
    const bomb = zipSync({ "content.xml": new Uint8Array(Buffer.alloc(60_000_000, "<a>")) });
    expect(await readList({ bytes: bomb, fileName: "" }, TOWER, {})).toMatchObject({
      ok: false,
      problem: { code: "too_large" },
    });
    expect(await readList({ bytes: BYTES, fileName: "" }, TOWER, {})).toMatchObject({ ok: true });
  });
});
