import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Inputs of the build besides the tools: folders and files below the project's root. */
const FOLDERS = ["client", "schema"];
/** The third is npm's list of the installed packages. */
const FILES = ["package.json", "package-lock.json", join("node_modules", ".package-lock.json")];
const OUTPUT = join("client", "dist");

async function filesBelow(root: string): Promise<readonly string[]> {
  const found = await Promise.all(
    FOLDERS.map(async (folder) => {
      const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name).slice(root.length + 1));
    }),
  );
  return found.flat().filter((path) => !path.startsWith(OUTPUT));
}

/**
 * SHA-256 over every source of the pages, the installed packages, Node's version and the build's mode: the same as long as
 * building again would make the same pages.
 */
export async function hashInputs(root: string): Promise<string> {
  const hash = createHash("sha256");
  hash.update(`${process.version} ${process.env["NODE_ENV"] ?? ""}\n`);
  for (const path of [...(await filesBelow(root)), ...FILES].toSorted()) {
    const bytes = await readFile(join(root, path)).catch(() => Buffer.from("absent"));
    hash.update(`${path} ${bytes.byteLength}\n`).update(bytes);
  }
  return hash.digest("hex");
}
