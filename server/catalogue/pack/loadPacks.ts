import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Project, Unit } from "../../../schema/catalogue/catalogue.ts";
import { openPicture, type OpenPicture } from "../../media/openPicture.ts";
import { addToPack } from "./build/addToPack.ts";
import { buildFrame, buildProject, type ProjectFrame } from "./build/buildProject.ts";
import { readPackFile, type PackFile } from "./json/packFile.ts";
import { openFiles, openPictures, type MediaFile } from "./pictures.ts";
import { PackError, type PackProblem, type ReportProblem } from "./packProblems.ts";
import { checkAround } from "./checks/checkAround.ts";
import { checkReferences } from "./checks/checkReferences.ts";
import { listFileOf, readPackList } from "./readPackList.ts";
import { readTextFile, reasonOf } from "./readTextFile.ts";

interface LoadedPack {
  readonly project: Project;
  /** The project without its list. */
  readonly frame: ProjectFrame;
  readonly homes: readonly Unit[];
  /** Each file used by the project, by path below `media/`. */
  readonly mediaFiles: ReadonlyMap<string, MediaFile>;
}

export interface LoadedPacks {
  readonly packs: readonly LoadedPack[];
  readonly projects: readonly Project[];
  /** Implausible values, such as a studio of 4,400 sq ft. */
  readonly warnings: readonly PackProblem[];
}

const PACK_FILE = "project.json";

async function build(
  folder: string,
  file: PackFile,
  list: Awaited<ReturnType<typeof readPackList>>,
  isListWhole: boolean,
  { mediaPath, open }: Loading,
): Promise<LoadedPack> {
  const { reportAt } = file;
  const pack = addToPack(file.pack, list);
  const opened = await openFiles(folder, pack, open);
  const pictures = openPictures(pack.id, opened, reportAt, mediaPath);
  const frame = buildFrame(pack, pictures);
  const units = list.units.map(({ unit }) => unit);
  const project = buildProject(frame, units);
  checkAround({ ...file, pack }, project, isListWhole);
  return { project, frame, homes: units, mediaFiles: pictures.files };
}

/** The readable part of one pack; the caller throws if anything was reported. */
async function loadPack(
  folder: string,
  reportOn: (file: string) => ReportProblem,
  warnOf: (file: string) => ReportProblem,
  options: Loading,
): Promise<LoadedPack | undefined> {
  const report = reportOn(PACK_FILE);
  const text = readTextFile(folder, PACK_FILE, report);
  const file = text === undefined ? undefined : readPackFile(text, report);
  const listFile = listFileOf(folder);
  let isListWhole = true;
  const reportList: ReportProblem = (reason, line) => {
    isListWhole = false;
    reportOn(listFile)(reason, line);
  };
  const list = await readPackList(folder, file, reportList, warnOf(listFile));
  if (file === undefined) return undefined;
  checkReferences(file);
  const loaded = await build(folder, file, list, isListWhole, options);
  file.flush();
  return loaded;
}

function listFolders(projectsDir: string): readonly string[] {
  try {
    return (
      readdirSync(projectsDir)
        // macOS adds `__MACOSX` to zipped folders.
        .filter((name) => !name.startsWith(".") && name !== "__MACOSX")
        .filter((name) =>
          statSync(join(projectsDir, name), { throwIfNoEntry: false })?.isDirectory(),
        )
        .toSorted()
    );
  } catch (error) {
    throw new PackError([{ file: projectsDir, reason: reasonOf(error) }]);
  }
}

/** Address of pictures unless a base path is set. */
export const MEDIA_PATH = "/media";

interface Loading {
  /** Beginning of picture addresses, ends with `/media`; `MEDIA_PATH` by default. */
  readonly mediaPath: string;
  /** By libvips by default. */
  readonly open: OpenPicture;
}

export type LoadOptions = { readonly [Key in keyof Loading]?: Loading[Key] | undefined };

/**
 * Reads every pack of a folder with one subfolder per project, ordered by name.
 *
 * @throws PackError with the problems of all packs.
 */
export async function loadPacks(
  projectsDir: string,
  { mediaPath = MEDIA_PATH, open = openPicture }: LoadOptions = {},
): Promise<LoadedPacks> {
  const options = { mediaPath, open };
  const problems: PackProblem[] = [];
  const warnings: PackProblem[] = [];
  const loaded = new Map<string, LoadedPack>();
  const folders = new Map<string, string>();
  for (const name of listFolders(projectsDir)) {
    const found: PackProblem[] = [];
    const doubts: PackProblem[] = [];
    const noteIn =
      (notes: PackProblem[]) =>
      (file: string): ReportProblem =>
      (reason, line) =>
        notes.push({ file: `${name}/${file}`, reason, ...(line === undefined ? {} : { line }) });
    const reportOn = noteIn(found);
    const pack = await loadPack(join(projectsDir, name), reportOn, noteIn(doubts), options);
    const id = pack?.project.id;
    const twin = id === undefined ? undefined : folders.get(id);
    if (twin !== undefined)
      reportOn(PACK_FILE)(`id: ${JSON.stringify(id)} is also that of ${twin}`);
    else if (id !== undefined && pack !== undefined) {
      folders.set(id, name);
      loaded.set(id, pack);
    }
    problems.push(...found.toSorted(byFileAndLine));
    warnings.push(...doubts.toSorted(byFileAndLine));
  }
  if (folders.size === 0 && problems.length === 0) {
    problems.push({ file: projectsDir, reason: "has no project packs, one folder a project" });
  }
  if (problems.length > 0) throw new PackError(problems);
  const packs = [...loaded.values()];
  return { packs, projects: packs.map(({ project }) => project), warnings };
}

function byFileAndLine(one: PackProblem, other: PackProblem): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return (one.line ?? 0) - (other.line ?? 0);
}
