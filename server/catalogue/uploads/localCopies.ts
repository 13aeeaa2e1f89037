import { mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { versionOf } from "../../media/openPicture.ts";
import type { PictureRecord, PictureStorage } from "../../storage/pictures.ts";
import { parseFacts, parsePlace, type Upload, type Uploads } from "./uploadedFile.ts";

/** Reads a project's uploaded pictures and keeps a local copy of each. */
export type ReadUploads = (project: string) => Promise<Uploads>;

const sizeOf = async (path: string): Promise<number | undefined> => {
  try {
    return (await stat(path)).size;
  } catch {
    return undefined;
  }
};

/** Writes a file atomically. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const unfinished = `${path}.${process.pid}`;
  try {
    await writeFile(unfinished, bytes, { mode: 0o600 });
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/**
 * Copies are files below `folder`, one subfolder per project, named by content hash. They may be deleted at any time; the
 * next start fetches them from storage again.
 */
export function openLocalCopies(storage: PictureStorage, folder: string): ReadUploads {
  async function copy(project: string, record: PictureRecord): Promise<Upload | undefined> {
    const path = join(folder, project, record.file);
    if ((await sizeOf(path)) !== record.bytes) {
      const bytes = await storage.bytes(project, record.file);
      // Removed meanwhile: the next version leaves it out.
      if (bytes === undefined) return undefined;
      await mkdir(join(folder, project), { recursive: true, mode: 0o700 });
      await writeWhole(path, bytes);
    }
    const facts = { ...parseFacts(record.facts), version: versionOf(await stat(path)) };
    return { record, place: parsePlace(record.place), file: { path, facts } };
  }

  async function removeOthers(project: string, kept: ReadonlySet<string>): Promise<void> {
    const files = await readdir(join(folder, project)).catch(() => []);
    const gone = files.filter((file) => !kept.has(file) && !/\.\d+$/.test(file));
    await Promise.all(gone.map((file) => rm(join(folder, project, file), { force: true })));
  }

  return async (project) => {
    const { version, pictures } = await storage.list(project);
    const uploads: Upload[] = [];
    for (const record of pictures) {
      const upload = await copy(project, record);
      if (upload !== undefined) uploads.push(upload);
    }
    await removeOthers(project, new Set(pictures.map(({ file }) => file)));
    return { version, pictures: uploads };
  };
}
