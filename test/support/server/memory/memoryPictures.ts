import { PICTURES_KEPT, type PictureRecord } from "../../../../server/storage/pictures.ts";
import type { Storage } from "../../../../server/storage/storage.ts";

interface Kept {
  readonly version: number;
  readonly pictures: ReadonlyMap<
    string,
    { readonly record: PictureRecord; readonly content: Uint8Array }
  >;
}

export type PicturedProjects = Map<string, Kept>;

export function memoryPictures(projects: PicturedProjects): Storage["pictures"] {
  const of = (project: string): Kept =>
    projects.get(project) ?? { version: 0, pictures: new Map() };
  const keep = (project: string, pictures: Kept["pictures"]): number => {
    const version = of(project).version + 1;
    projects.set(project, { version, pictures });
    return version;
  };
  return {
    versions: async () => new Map([...projects].map(([id, { version }]) => [id, version])),
    list: async (project) => {
      const { version, pictures } = of(project);
      return { version, pictures: [...pictures.values()].map(({ record }) => record) };
    },
    bytes: async (project, file) => of(project).pictures.get(file)?.content,
    add: async (project, record, content) => {
      const { pictures } = of(project);
      if (!pictures.has(record.file) && pictures.size >= PICTURES_KEPT) return "full";
      const kept = { record: { ...record, bytes: content.byteLength }, content };
      return keep(project, new Map([...pictures, [record.file, kept]]));
    },
    place: async (project, file, place, expected) => {
      const { pictures } = of(project);
      const known = pictures.get(file);
      if (known === undefined) return "unknown";
      if (known.record.place !== expected) return "stale";
      const moved = { ...known, record: { ...known.record, place } };
      return keep(project, new Map([...pictures, [file, moved]]));
    },
    remove: async (project, file) => {
      const { pictures } = of(project);
      if (!pictures.has(file)) return "unknown";
      return keep(project, new Map([...pictures].filter(([name]) => name !== file)));
    },
  };
}
