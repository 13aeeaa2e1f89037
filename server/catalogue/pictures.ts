import { readFileSync, realpathSync, statSync } from "node:fs";
import { join, posix, sep } from "node:path";
import type { Picture } from "../../schema/catalogue.ts";
import { defined } from "./defined.ts";
import type { JsonPath } from "./json.ts";
import type { ReportAt } from "./jsonReport.ts";
import { readSvgSize } from "./svgSize.ts";
import { reasonOf } from "./text.ts";

/** What a pack says of a picture. */
interface PictureEntries {
  readonly image?: string | undefined;
  readonly imageDark?: string | undefined;
  readonly size?: readonly [number, number] | undefined;
  readonly kind?: Picture["kind"] | undefined;
}

export interface Pictures {
  /** `undefined` where the pack has no picture there, or a wrong one, which was reported. */
  read(entries: PictureEntries, path: JsonPath, isDrawn: boolean): Picture | undefined;
  /** The absolute path of every file read so far, by its path below `media/`. */
  readonly files: ReadonlyMap<string, string>;
}

const isSvg = (file: string): boolean => file.toLowerCase().endsWith(".svg");

/** Reads the pictures of the pack in `folder`. */
export function openPictures(project: string, folder: string, reportAt: ReportAt): Pictures {
  const root = realpathSync(folder) + sep;
  const files = new Map<string, string>();

  const find = (file: string, path: JsonPath): string | undefined => {
    try {
      const real = realpathSync(join(root, file));
      if (real.startsWith(root) && statSync(real).isFile()) return real;
      reportAt(path, `${file} is not a file of this pack`);
    } catch (error) {
      reportAt(path, `${file}: ${reasonOf(error)}`);
    }
    return undefined;
  };
  const serve = (file: string, path: JsonPath) => {
    const real = find(file, path);
    if (real === undefined) return undefined;
    const name = posix.normalize(file).slice("media/".length);
    files.set(name, real);
    return { real, src: `/media/${project}/${name}` };
  };
  const measure = (file: string, real: string, path: JsonPath) => {
    const size = isSvg(file) ? readSvgSize(readFileSync(real, "utf8")) : undefined;
    if (size === undefined) {
      reportAt(path, `${file} needs "size": [width, height] in pixels beside it`);
    }
    return size;
  };

  const read = (entries: PictureEntries, path: JsonPath, isDrawn: boolean): Picture | undefined => {
    const { image, imageDark } = entries;
    const dark =
      imageDark === undefined ? undefined : serve(imageDark, [...path, "imageDark"])?.src;
    if (image === undefined) {
      if (imageDark !== undefined) reportAt([...path, "imageDark"], 'needs an "image" beside it');
      return undefined;
    }
    const light = serve(image, [...path, "image"]);
    if (light === undefined) return undefined;
    const size = entries.size ?? measure(image, light.real, [...path, "image"]);
    if (size === undefined) return undefined;
    const kind = entries.kind ?? (isDrawn || isSvg(image) ? "drawing" : "photograph");
    return defined({ src: light.src, srcDark: dark, size, kind });
  };
  return { read, files };
}
