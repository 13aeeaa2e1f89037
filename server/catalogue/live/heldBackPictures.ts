import type { MediaFile } from "../pack/pictures.ts";
import { createHmac } from "node:crypto";
import { frameFiles, type Panorama } from "../../../schema/catalogue/around.ts";
import type { Layout, Picture, Plan, Project } from "../../../schema/catalogue/catalogue.ts";
import { publicProject } from "../../../schema/catalogue/publicProject.ts";
import { omitUndefined } from "../omitUndefined.ts";

/** A project and each of its pictures, by path below `/media/<project>/`. */
export interface PicturedProject {
  readonly project: Project;
  readonly mediaFiles: ReadonlyMap<string, MediaFile>;
}

function picturesOf(project: Project): readonly Picture[] {
  const { hero, masterplans, buildings, plans, layouts, gallery } = project;
  return [
    hero,
    ...masterplans.map(({ picture }) => picture),
    ...buildings.map(({ facade }) => facade),
    ...plans.map(({ picture }) => picture),
    ...layouts.map(({ look }) => (look?.kind === "picture" ? look.picture : undefined)),
    ...gallery.map(({ picture }) => picture),
  ].filter((picture) => picture !== undefined);
}

const framesOf = ({ orbits = [] }: Project): readonly string[] =>
  orbits.flatMap((orbit) =>
    [orbit.frames, orbit.framesDark ?? orbit.frames].flatMap((pattern) =>
      frameFiles(pattern, orbit),
    ),
  );

const sourcesOf = (project: Project): ReadonlySet<string> =>
  new Set([
    ...picturesOf(project).flatMap(({ src, srcDark }) => [src, srcDark ?? src]),
    ...framesOf(project),
    ...(project.panoramas ?? []).map(({ src }) => src),
  ]);

/** An unguessable path below `/media/<project>/`. */
const secretName = (secret: string, project: string, file: string): string => {
  const key = createHmac("sha256", secret).update(`${project}/${file}`).digest("base64url");
  return `${key.slice(0, 22)}/${file}`;
};

function movePicture(picture: Picture, moved: ReadonlyMap<string, string>): Picture {
  const { src, srcDark } = picture;
  return {
    ...picture,
    src: moved.get(src) ?? src,
    ...omitUndefined({ srcDark: srcDark && (moved.get(srcDark) ?? srcDark) }),
  };
}

const movePlan = (plan: Plan, moved: ReadonlyMap<string, string>): Plan =>
  plan.picture === undefined ? plan : { ...plan, picture: movePicture(plan.picture, moved) };

const moveLayout = (layout: Layout, moved: ReadonlyMap<string, string>): Layout =>
  layout.look?.kind === "picture"
    ? { ...layout, look: { kind: "picture", picture: movePicture(layout.look.picture, moved) } }
    : layout;

const movePanorama = (panorama: Panorama, moved: ReadonlyMap<string, string>): Panorama => ({
  ...panorama,
  src: moved.get(panorama.src) ?? panorama.src,
});

/**
 * Pure: pictures are public by name, so those used only by held back homes get unguessable names: 128 bits of an HMAC,
 * equal in every process with this `secret`. Without a secret they are not served.
 */
export function guardPictures(
  { project, mediaFiles }: PicturedProject,
  secret: string | undefined,
): PicturedProject {
  const shown = publicProject(project);
  if (shown === project) return { project, mediaFiles };
  const open = sourcesOf(shown);
  const folder = `/media/${project.id}/`;
  const moved = new Map<string, string>();
  const files = new Map(mediaFiles);
  for (const source of sourcesOf(project)) {
    const at = source.indexOf(folder) + folder.length;
    const file = source.slice(at);
    const path = files.get(file);
    if (open.has(source) || path === undefined) continue;
    files.delete(file);
    if (secret === undefined) continue;
    const name = secretName(secret, project.id, file);
    files.set(name, path);
    moved.set(source, source.slice(0, at) + name);
  }
  if (moved.size === 0) return { project, mediaFiles: files };
  const plans = project.plans.map((plan) => movePlan(plan, moved));
  const layouts = project.layouts.map((layout) => moveLayout(layout, moved));
  const panoramas = project.panoramas?.map((panorama) => movePanorama(panorama, moved));
  const shownProject = { ...project, plans, layouts, ...omitUndefined({ panoramas }) };
  return { project: shownProject, mediaFiles: files };
}
