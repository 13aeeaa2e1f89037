import { chmod, mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Randomness, passed in. */
export type RandomBytes = (count: number) => Uint8Array;

/** Makes the folder that nobody else on the machine may read. */
export async function openDataDir(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
}

const isAlreadyThere = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "EEXIST";

/** The secret kept under `name`, 256 bits in base64url, made on the first call. The file is its owner's alone. */
export async function loadSecret(
  folder: string,
  name: string,
  randomBytes: RandomBytes,
): Promise<string> {
  const path = join(folder, name);
  try {
    const file = await open(path, "wx", 0o600);
    try {
      await file.writeFile(`${Buffer.from(randomBytes(32)).toString("base64url")}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (!isAlreadyThere(error)) throw error;
  }
  const secret = (await readFile(path, "utf8")).trim();
  if (secret === "") throw new Error(`${path} is empty: delete it to get a new secret`);
  return secret;
}
