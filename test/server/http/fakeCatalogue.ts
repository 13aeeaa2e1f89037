import { extname, join } from "node:path";
import type { Project, UnitStatus } from "../../../schema/catalogue/catalogue.ts";
import { indexProject } from "../../../schema/catalogue/projectIndex.ts";
import type { Catalogue } from "../../../server/catalogue/catalogue.ts";
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

/** The small project, whose statuses can be set; other projects are unknown. */
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
    setStatus: async (id, unitId, status: UnitStatus, _by, expectedVersion) => {
      const unit = project.units.find((known) => known.id === unitId);
      if (id !== project.id || unit === undefined) return { kind: "unknown" };
      if (expectedVersion !== undefined && expectedVersion !== version) return { kind: "stale" };
      const units = project.units.map((known) => (known === unit ? { ...known, status } : known));
      project = { ...project, units };
      version += 1;
      return { kind: "set", version };
    },
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
