import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { PictureWidth } from "../../../schema/catalogue/pictures.ts";
import type { Resize } from "../../../server/media/resize.ts";
import { openVariants, type Variants } from "../../../server/media/variants.ts";
import { openLog } from "../../../server/telemetry/log.ts";

let home = "";
let source = "";
let folder = "";
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "offplan-variants-"));
  source = join(home, "aerial.jpg");
  folder = join(home, "kept", "pictures");
  await writeFile(source, "aerial");
});
afterEach(() => rm(home, { recursive: true }));

/** Records resize requests, and completes them on demand. */
class FakeResize {
  readonly asked: string[] = [];
  running = 0;
  most = 0;
  outcome: "made" | "unsuited" | Error = "made";

  readonly resize: Resize = async (from, target, width, { mostBytes }) => {
    this.running += 1;
    this.most = Math.max(this.most, this.running);
    const limit = mostBytes === undefined ? "" : ` ${mostBytes}`;
    this.asked.push(`${from.split("/").at(-1)} ${width}${limit}`);
    await writeFile(target, `${await readFile(from, "utf8")} at ${width}`);
    this.running -= 1;
    if (this.outcome instanceof Error) throw this.outcome;
    return this.outcome;
  };
}

let fake: FakeResize;
let logLines: string[];
let variants: Variants;
beforeEach(() => {
  fake = new FakeResize();
  logLines = [];
  const log = openLog("warn", { write: (line) => void logLines.push(line) });
  variants = openVariants({ folder, resize: fake.resize, log });
});

const textAt = async (width: PictureWidth) => readFile(await variants(source, width), "utf8");

describe("a picture at a width", () => {
  test("is made once for all requests", async () => {
    const paths = await Promise.all([1, 2, 3].map(() => variants(source, 640)));
    expect(new Set([...paths, await variants(source, 640)]).size).toBe(1);
    expect(await textAt(640)).toBe("aerial at 640");
    expect(fake.asked).toEqual(["aerial.jpg 640"]);
  });

  test("is a separate one for each maximum size", async () => {
    const made = await variants(source, 640, { type: "webp", mostBytes: 9 });
    expect(await variants(source, 640, { type: "webp", mostBytes: 9 })).toBe(made);
    await variants(source, 640, { type: "webp", mostBytes: 8 });
    expect(fake.asked).toEqual(["aerial.jpg 640 9", "aerial.jpg 640 8"]);
    expect(await readdir(folder)).toHaveLength(1);
  });

  test("is kept across a restart", async () => {
    const made = await variants(source, 640);
    const log = openLog("warn", { write: () => undefined });
    const again = openVariants({ folder, resize: fake.resize, log });
    expect(await again(source, 640)).toBe(made);
    expect(fake.asked).toHaveLength(1);
  });

  test("is remade when the picture changes, and replaces the old one", async () => {
    await variants(source, 640);
    await variants(source, 320);
    await writeFile(source, "another aerial");
    await utimes(source, 1, 1);
    expect(await textAt(640)).toBe("another aerial at 640");
    expect(await readdir(folder)).toHaveLength(2);
  });

  test("is made one at a time", async () => {
    await Promise.all(([320, 640, 960, 1280] as const).map((width) => variants(source, width)));
    expect(fake.asked).toHaveLength(4);
    expect(fake.most).toBe(1);
  });

  test("is the picture itself if that is narrower, and is not retried", async () => {
    fake.outcome = "unsuited";
    expect([await variants(source, 2880), await variants(source, 2880)]).toEqual([source, source]);
    expect(fake.asked).toHaveLength(1);
    expect(logLines).toEqual([]);
  });

  test("of a broken picture is the picture, logged once and not retried", async () => {
    fake.outcome = new Error("no picture");
    expect([await variants(source, 640), await variants(source, 640)]).toEqual([source, source]);
    expect(fake.asked).toHaveLength(1);
    expect(logLines).toHaveLength(1);
    expect(await readdir(folder)).toEqual([]);
  });

  test("is the picture if nothing can be stored", async () => {
    await writeFile(join(home, "kept"), "a file where the folder should be");
    expect(await variants(source, 640)).toBe(source);
    expect(fake.asked).toEqual([]);
  });

  test("of a drawing is the drawing", async () => {
    const drawing = join(home, "plan.SVG");
    expect(await variants(drawing, 640)).toBe(drawing);
    expect(fake.asked).toEqual([]);
  });
});
