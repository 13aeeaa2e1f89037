import type { PictureWidth } from "../../schema/pictures.ts";

const QUALITY = 80;
/** No picture of a pack takes so long; a hostile one might. */
const LONGEST_SECONDS = 20;

/** Writes `source` to `target`, `width` pixels wide. Rejects where it cannot; a narrower source is `"narrower"`. */
export type Resize = (
  source: string,
  target: string,
  width: PictureWidth,
) => Promise<"made" | "narrower">;

/** Loaded with the first picture: who shows only drawings never pays for it. */
async function loadSharp() {
  const { default: sharp } = await import("sharp");
  sharp.concurrency(1);
  sharp.cache(false);
  return sharp;
}

/** By libvips, in its own threads. */
export function openResize(): Resize {
  let loading: ReturnType<typeof loadSharp> | undefined;
  return async (source, target, width) => {
    loading ??= loadSharp();
    const sharp = await loading;
    const picture = sharp(source, { failOn: "error" });
    const metadata = await picture.metadata();
    if (metadata.autoOrient.width <= width) return "narrower";
    await picture
      .autoOrient()
      .resize({ width })
      .timeout({ seconds: LONGEST_SECONDS })
      .webp({ quality: QUALITY })
      .toFile(target);
    return "made";
  };
}
