import { createHash } from "node:crypto";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import { fail, succeed, type Result } from "../../schema/values/result.ts";
import type { Log } from "../log.ts";
import type { Clock } from "../time/clock.ts";
import type { Download } from "./download.ts";
import type { OpenPicture, PictureFacts } from "./openPicture.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const KEPT_MS = 30 * DAY_MS;
/** Minimum interval in ms before a failed download is repeated, however often the picture is requested. */
const AGAIN_MS = 10_000;
const LONGEST_DOWNLOAD_MS = MINUTE_MS;
/** Prefix of the names of unfinished files. */
const INCOMING = "incoming-";

/** A picture of another server is not available at the moment. */
export class RemotePictureError extends Error {
  override readonly name = "RemotePictureError";
}

/** A copy on this machine. */
interface LocalPicture {
  readonly path: string;
  readonly facts: PictureFacts;
}

/** Pictures of other servers, copied on demand. A problem is a reason that follows the address in a sentence. */
export interface RemotePictures {
  open(url: string): Promise<Result<LocalPicture, string>>;
}

export interface RemotePicturesOptions {
  /** Folder of the copies; created with the first. */
  readonly folder: string;
  readonly download: Download;
  readonly openPicture: OpenPicture;
  readonly clock: Pick<Clock, "now" | "after">;
  /** A file name that no other process uses. */
  readonly uniqueName: () => string;
  readonly log: Pick<Log, "warn">;
}

interface Copy {
  readonly picture: LocalPicture;
  readonly copiedAtMs: number;
}

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** Keeps the extension, by which drawings are recognised, as in packs. */
const fileName = (url: string): string =>
  createHash("sha256").update(url).digest("hex").slice(0, 32) +
  extname(new URL(url).pathname)
    .toLowerCase()
    .replaceAll(/[^.a-z]/g, "");

/** Removes copies that were not renewed for 30 days, and files that were not finished for a day. */
async function removeOld(folder: string, nowMs: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    const mostMs = name.startsWith(INCOMING) ? DAY_MS : KEPT_MS;
    if (found !== undefined && nowMs - found.mtimeMs > mostMs) await rm(path, { force: true });
  }
}

/**
 * Copies each picture once, however many requests ask for it, and renews copies older than a day. During the renewal, and
 * while the other server is unavailable, the old copy is used.
 */
export function openRemotePictures(options: RemotePicturesOptions): RemotePictures {
  const { folder, download, openPicture, clock, uniqueName, log } = options;
  const copies = new Map<string, Copy>();
  const underWay = new Map<string, Promise<Result<LocalPicture, string>>>();
  const failed = new Map<string, { readonly reason: string; readonly untilMs: number }>();
  const cleaned = removeOld(folder, clock.now());

  async function findKept(url: string): Promise<Copy | undefined> {
    const path = join(folder, fileName(url));
    const found = await stat(path).catch(() => undefined);
    if (found === undefined) return undefined;
    const facts = await openPicture(path);
    return facts.ok
      ? { picture: { path, facts: facts.value }, copiedAtMs: found.mtimeMs }
      : undefined;
  }

  async function copy(url: string): Promise<Result<LocalPicture, string>> {
    const name = fileName(url);
    const incoming = join(folder, `${INCOMING}${uniqueName()}-${name}`);
    const controller = new AbortController();
    const cancel = clock.after(LONGEST_DOWNLOAD_MS, () => controller.abort());
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await download(url, incoming, controller.signal);
      const facts = await openPicture(incoming);
      if (!facts.ok) return fail(facts.problem.reason);
      const path = join(folder, name);
      await rename(incoming, path);
      const picture = { path, facts: facts.value };
      copies.set(url, { picture, copiedAtMs: clock.now() });
      return succeed(picture);
    } catch (error) {
      return fail(controller.signal.aborted ? "takes too long" : reasonOf(error));
    } finally {
      cancel();
      await rm(incoming, { force: true });
    }
  }

  async function copyOnce(url: string): Promise<Result<LocalPicture, string>> {
    const earlier = failed.get(url);
    if (earlier !== undefined && earlier.untilMs > clock.now()) return fail(earlier.reason);
    failed.delete(url);
    const copying = underWay.get(url) ?? copy(url);
    if (underWay.has(url)) return copying;
    underWay.set(url, copying);
    const copied = await copying;
    underWay.delete(url);
    if (!copied.ok) {
      const { host } = new URL(url);
      failed.set(url, { reason: copied.problem, untilMs: clock.now() + AGAIN_MS });
      const fields = { host, reason: copied.problem, code: "picture_not_copied" };
      log.warn(fields, `a picture of ${host} ${copied.problem}`);
    }
    return copied;
  }

  return {
    open: async (url) => {
      await cleaned;
      const known = copies.get(url) ?? (await findKept(url));
      if (known === undefined) return copyOnce(url);
      copies.set(url, known);
      if (clock.now() - known.copiedAtMs > DAY_MS) void copyOnce(url);
      return succeed(known.picture);
    },
  };
}
