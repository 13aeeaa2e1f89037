import { extname, join } from "node:path";
import type { Project } from "../../../schema/catalogue/catalogue.ts";
import { indexProject } from "../../../schema/catalogue/projectIndex.ts";
import type { Catalogue, UnitChange, UnitsOutcome } from "../../../server/catalogue/catalogue.ts";
import type { MediaFile } from "../../../server/catalogue/pack/pictures.ts";
import { publicProject } from "../../../schema/catalogue/publicProject.ts";
import { smallProject } from "../../support/room/project.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".svg": "image/svg+xml",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".txt": "text/plain",
};
const MEDIA: Readonly<Record<string, string>> = { "lobby.svg": "lobby.svg", "deep/a.txt": "a.txt" };

/** A file whose format is taken from its name. */
export const fakeMediaFile = (path: string, isPlain = true): MediaFile => ({
  path,
  facts: {
    origin: [0, 0],
    size: [1000, 500],
    type: TYPES[extname(path)] ?? "",
    isPlain,
    version: "",
  },
});

/** The small project, whose statuses and prices can be set; other projects are unknown. */
export function openFakeCatalogue(first: Project = smallProject): Catalogue {
  let project = first;
  let version = 0;
  const bodyOf = ({ units }: Project) => ({
    units: units.map((unit) => ({
      id: unit.id,
      ...(unit.status && { status: unit.status }),
      ...(unit.price !== undefined && { price: unit.price }),
    })),
  });
  const set = (
    id: string,
    changes: readonly UnitChange[],
    expectedVersion: number | undefined,
  ): UnitsOutcome => {
    const known = new Set(id === project.id ? project.units.map((unit) => unit.id) : []);
    const unknown = changes.map(({ unit }) => unit).filter((unit) => !known.has(unit));
    if (unknown.length > 0) return { kind: "unknown", units: unknown };
    if (expectedVersion !== undefined && expectedVersion !== version) return { kind: "stale" };
    const units = project.units.map((unit) => {
      const { unit: _unit, ...changed } = changes.find((change) => change.unit === unit.id) ?? {};
      return { ...unit, ...changed };
    });
    project = { ...project, units };
    version += 1;
    return { kind: "set", version, changes };
  };
  return {
    list: () => [project],
    find: (id) => (id === project.id ? indexProject(project) : undefined),
    findShown: (id) => (id === project.id ? indexProject(publicProject(project)) : undefined),
    namesShown: (id) => (id === project.id ? indexProject(publicProject(project)) : undefined),
    units: (id) =>
      id === project.id ? { version, etag: `"${version}.fake"`, body: bodyOf(project) } : undefined,
    unitsShown: (id) =>
      id === project.id
        ? { etag: `"shown.${version}"`, body: bodyOf(publicProject(project)) }
        : undefined,
    setUnit: async (id, change, _by, expectedVersion) => set(id, [change], expectedVersion),
    setUnits: async (id, changes, _by, expectedVersion) => set(id, changes, expectedVersion),
    catchUp: async () => undefined,
    remotePicture: () => undefined,
    mediaFile: (id, file) => {
      const name = id === project.id ? MEDIA[file] : undefined;
      return name === undefined
        ? undefined
        : fakeMediaFile(join(import.meta.dirname, "media", name));
    },
  };
}
