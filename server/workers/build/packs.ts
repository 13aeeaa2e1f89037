import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ALL_TILES, isVector, PICTURE_WIDTHS } from "../../../schema/catalogue/pictures.ts";
import type { MediaFile } from "../../catalogue/pack/pictures.ts";
import { loadPacks } from "../../catalogue/pack/loadPacks.ts";
import type { Log } from "../../log.ts";
import { encodingOf, isConverted } from "../../media/pictureVariant.ts";
import { openResize } from "../../media/resize.ts";
import { openVariants, type Variants } from "../../media/variants.ts";
import { variantPath } from "../assetMedia.ts";
import type { BundledPack } from "../bundledPacks.ts";

const ignore = (): void => undefined;
const quiet: Log = { debug: ignore, info: ignore, warn: ignore, error: ignore, fatal: ignore };

const TYPES = ["webp", "jpeg"] as const;

async function copyPicture(file: MediaFile, target: string, variants: Variants): Promise<void> {
  const { path } = file;
  await mkdir(dirname(target), { recursive: true });
  await cp(path, target);
  if (isVector(path)) return;
  for (const type of TYPES) {
    for (const size of [
      ...PICTURE_WIDTHS,
      ...(isConverted(file, type) ? (["own"] as const) : []),
    ]) {
      const variant = await variants(path, size, encodingOf(file, size, type));
      if (variant !== path) await cp(variant, variantPath(target, size, type));
    }
    for (const tile of ALL_TILES) {
      const variant = await variants(path, tile, { type });
      // A picture without one tile has none.
      if (variant === path) break;
      await cp(variant, variantPath(target, tile, type));
    }
  }
}

/** Reads the packs of a folder, and copies their pictures, in all widths, below `assets`. */
export async function bundlePacks(
  projectsDir: string,
  assets: string,
): Promise<readonly BundledPack[]> {
  const folder = await mkdtemp(join(tmpdir(), "offplan-pictures-"));
  try {
    const variants = openVariants({ folder, resize: openResize(), log: quiet });
    const { packs } = await loadPacks(projectsDir);
    const bundled: BundledPack[] = [];
    for (const { frame, homes, mediaFiles } of packs) {
      const moved: [string, MediaFile][] = [];
      for (const [name, file] of mediaFiles) {
        const path = `/packs/${frame.id}/${name}`;
        await copyPicture(file, join(assets, path), variants);
        moved.push([name, { ...file, path }]);
      }
      bundled.push({ frame, homes, mediaFiles: moved });
    }
    return bundled;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
