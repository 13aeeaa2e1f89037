import { chmod, link, mkdir, open, readFile, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

/** Randomness, passed in. */
export type RandomBytes = (count: number) => Uint8Array;

/** Small values stored with the data, so that all processes on the same data share them. */
export interface SecretStore {
  /** The secret of this name, created by the first caller and kept for good. */
  load(name: string): Promise<string>;
  /** Stores the value unless this name has one. Resolves to the stored value. */
  keepFirst(name: string, value: string): Promise<string>;
  /** Location of a value, for operators. */
  placeOf(name: string): string;
}

/** 256 bits in base64url. */
export const makeSecret = (randomBytes: RandomBytes): string =>
  Buffer.from(randomBytes(32)).toString("base64url");

/** Mode bits that let others than the owner read or write. */
const OPEN_TO_OTHERS = 0o066;

/**
 * Creates the folder, accessible to its owner only. An existing folder keeps the mode that its operator chose; the mode
 * is returned where others may read or write in it.
 */
export async function openDataDir(folder: string): Promise<number | undefined> {
  const isMade = await makeFolder(resolve(folder));
  if (isMade) return undefined;
  const mode = (await stat(folder)).mode & 0o7777;
  return (mode & OPEN_TO_OTHERS) === 0 ? undefined : mode;
}

/**
 * Returns whether it had to be created. Level by level, since Node's own `recursive` retries for ever where a file
 * system allows no folders (`/proc`).
 */
async function makeFolder(folder: string): Promise<boolean> {
  if (await isFolder(folder)) return false;
  if (dirname(folder) !== folder) await makeFolder(dirname(folder));
  try {
    await mkdir(folder, { mode: 0o700 });
    return true;
  } catch (error) {
    // Another process was faster.
    if (hasCode(error, "EEXIST") && (await isFolder(folder))) return false;
    throw cannotBeMade(error);
  }
}

function cannotBeMade(error: unknown): Error {
  const { message, code } = error as NodeJS.ErrnoException;
  return Object.assign(new Error(`DATA_DIR cannot be made. ${message}`, { cause: error }), {
    code,
  });
}

const isFolder = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined))?.isDirectory() === true;

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;

/** Keeps each value in a file of its name. */
export const openSecretFiles = (folder: string, randomBytes: RandomBytes): SecretStore => ({
  load: (name) => keepFirst(folder, name, () => makeSecret(randomBytes), randomBytes),
  keepFirst: (name, value) => keepFirst(folder, name, () => value, randomBytes),
  placeOf: (name) => resolve(folder, name),
});

/**
 * Returns the value in the file `name`, which the first call creates for its owner only. The file gets its name once it
 * is complete, so that a killed process leaves no empty one; two processes that create it at once use the first one's.
 */
async function keepFirst(
  folder: string,
  name: string,
  make: () => string,
  randomBytes: RandomBytes,
): Promise<string> {
  const path = join(folder, name);
  const known = await readSecret(path);
  if (known !== undefined) {
    await closeToOthers(path);
    return known;
  }
  const draft = join(folder, `${name}.${Buffer.from(randomBytes(8)).toString("hex")}`);
  try {
    await writeWhole(draft, `${make()}\n`);
    await link(draft, path);
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
  } finally {
    await rm(draft, { force: true });
  }
  const made = await readSecret(path);
  if (made === undefined) throw new Error(`${path} could not be made`);
  return made;
}

/** A restored copy may be open to others, and the folder need not keep them out. Another owner's file is left alone. */
async function closeToOthers(path: string): Promise<void> {
  if (((await stat(path)).mode & 0o077) === 0) return;
  await chmod(path, 0o600).catch(() => undefined);
}

async function readSecret(path: string): Promise<string | undefined> {
  try {
    const secret = (await readFile(path, "utf8")).trim();
    if (secret === "") throw new Error(`${path} is empty: delete it to get a new secret`);
    return secret;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

async function writeWhole(path: string, text: string): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Returns the secret in the file `name`; throws if the file does not exist. */
export async function readKeptSecret(folder: string, name: string): Promise<string> {
  const secret = await readSecret(join(folder, name));
  if (secret === undefined) throw new Error(`there is no ${join(folder, name)}`);
  return secret;
}
