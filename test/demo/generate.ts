import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeDemoPack } from "./demoPack.ts";
import { PROJECT_ID } from "./project.ts";

const folder = join(import.meta.dirname, "../../server/demo/pack", PROJECT_ID);
const pack = makeDemoPack();

rmSync(folder, { recursive: true, force: true });
for (const [path, content] of pack) {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
const bytes = [...pack.values()].reduce((sum, content) => sum + Buffer.byteLength(content), 0);
console.log(`${pack.size} files, ${Math.round(bytes / 1024)} KB in ${folder}`);
