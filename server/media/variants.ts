import { createHash } from "node:crypto";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Log } from "../log.ts";
import { isVector } from "../../schema/catalogue/pictures.ts";
import { versionOf } from "./openPicture.ts";
import { openQueue } from "../time/inTurn.ts";
import type { Encoding, Resize, VariantSize } from "./resize.ts";

/** The path of a picture's variant, or of the original if there is none. WebP by default. Never rejects. */
export type Variants = (source: string, size: VariantSize, encoding?: Encoding) => Promise<string>;

export interface VariantsNeeds {
  /** Folder of the variants; created with the first. */
  readonly folder: string;
  readonly resize: Resize;
  readonly log: Log;
}

interface Wanted {
  readonly source: string;
  readonly size: VariantSize;
  readonly encoding: Encoding;
  /** Common part of the names of all versions of this picture in this size. */
  readonly stem: string;
  readonly name: string;
}

const digest = (text: string): string =>
  createHash("sha256").update(text).digest("hex").slice(0, 24);

async function identify(source: string, size: VariantSize, encoding: Encoding): Promise<Wanted> {
  const { type, mostBytes } = encoding;
  const limit = mostBytes === undefined ? "" : ` ${mostBytes}`;
  const version = versionOf(await stat(source)) + limit;
  const stem = `${digest(source)}-${size}-`;
  return { source, size, encoding, stem, name: `${stem}${digest(version)}.${type}` };
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );

/** Makes each variant once, however many requests ask for it, and keeps it. */
export function openVariants({ folder, resize, log }: VariantsNeeds): Variants {
  const inTurn = openQueue();
  const underWay = new Map<string, Promise<string>>();
  /** Variants that failed and are not tried again until their picture changes. */
  const unmade = new Set<string>();

  async function removeEarlier({ stem, encoding, name }: Wanted): Promise<void> {
    const files = await readdir(folder);
    const earlier = files.filter(
      (file) => file.startsWith(stem) && file.endsWith(`.${encoding.type}`) && file !== name,
    );
    await Promise.all(earlier.map((file) => rm(join(folder, file), { force: true })));
  }

  async function make(wanted: Wanted): Promise<string> {
    const { source, size, encoding, name } = wanted;
    const path = join(folder, name);
    const unfinished = `${path}.${process.pid}`;
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      if ((await resize(source, unfinished, size, encoding)) === "made") {
        await rename(unfinished, path);
        await removeEarlier(wanted);
        return path;
      }
    } catch (error) {
      log.warn({ err: error, size, ...encoding }, "resizing a picture failed");
      await rm(unfinished, { force: true }).catch(() => undefined);
    }
    unmade.add(name);
    return source;
  }

  async function makeOnce(wanted: Wanted): Promise<string> {
    const { name } = wanted;
    const making = underWay.get(name) ?? inTurn(() => make(wanted));
    underWay.set(name, making);
    try {
      return await making;
    } finally {
      underWay.delete(name);
    }
  }

  return async (source, size, encoding = { type: "webp" }) => {
    if (isVector(source)) return source;
    try {
      const wanted = await identify(source, size, encoding);
      if (unmade.has(wanted.name)) return source;
      const path = join(folder, wanted.name);
      return (await exists(path)) ? path : await makeOnce(wanted);
    } catch (error) {
      log.warn({ err: error, size }, "reading a picture failed");
      return source;
    }
  };
}
