import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

type Json = Record<string, unknown>;

export interface PackParts {
  /** Replaces top-level keys of the minimal `project.json`; `undefined` removes one. */
  readonly project?: Json;
  /** The text of `project.json` instead. */
  readonly projectText?: string | Uint8Array;
  readonly units?: string | Uint8Array;
  /** By path in the pack: `media/hero.svg`. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
}

export const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"></svg>';

export const OUTLINE = [
  [0, 0],
  [10, 0],
  [10, 10],
];

/** The smallest project that can be presented: one building of two floors. */
export const MINIMAL_PROJECT: Json = {
  id: "riverside",
  name: "Riverside",
  currency: "AED",
  buildings: [{ id: "a", floors: [{ number: 1 }, { number: 2 }] }],
};

const MINIMAL_UNITS = "building,floor,number\na,1,101\na,2,201\n";

/** A temporary folder of packs. */
export function makeProjectsDir(): string {
  const folder = mkdtempSync(join(tmpdir(), "offplan-packs-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a pack into a folder of packs; the rest comes from the minimal one. Returns the pack's folder. */
export function writePack(projectsDir: string, name: string, parts: PackParts = {}): string {
  const folder = join(projectsDir, name);
  const project = { ...MINIMAL_PROJECT, id: name, ...parts.project };
  const files = {
    "project.json": parts.projectText ?? JSON.stringify(project, null, 1),
    "units.csv": parts.units ?? MINIMAL_UNITS,
    ...parts.files,
  };
  for (const [file, content] of Object.entries(files)) {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return folder;
}

/** A folder of packs with one pack, "riverside". */
export function makePack(parts: PackParts = {}): string {
  const projectsDir = makeProjectsDir();
  writePack(projectsDir, "riverside", parts);
  return projectsDir;
}
