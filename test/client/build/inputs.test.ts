import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { hashInputs } from "../../../client/build/inputs.ts";

test("the pages are built again for another source, package or Node, and not for their own output", async () => {
  const root = await mkdtemp(join(tmpdir(), "offplan-inputs-"));
  onTestFinished(() => rm(root, { recursive: true }));
  const put = (path: string, text: string) => writeFile(join(root, path), text);
  for (const folder of ["client/dist", "schema", "node_modules"]) {
    await mkdir(join(root, folder), { recursive: true });
  }
  await put("client/main.tsx", "one");
  const first = await hashInputs(root);
  await put("client/dist/index.html", "built");
  expect(await hashInputs(root)).toBe(first);
  const seen = new Set([first]);
  const changes = [
    ["client/main.tsx", "two"],
    ["schema/money.ts", "new"],
    ["package-lock.json", "{}"],
    ["node_modules/.package-lock.json", "{}"],
  ] as const;
  for (const [path, text] of changes) {
    await put(path, text);
    seen.add(await hashInputs(root));
  }
  expect(seen.size).toBe(5);
});
