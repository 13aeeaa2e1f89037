import { readFile } from "node:fs/promises";
import { isVector } from "../../schema/catalogue/pictures.ts";
import { decodeSvg } from "./svgBox.ts";
import { loadSharp } from "./loadSharp.ts";

const WIDTH = 1200;
const HEIGHT = 630;
/** Chat apps ignore larger pictures. */
const MOST_BYTES = 300_000;
const QUALITIES = [82, 70, 55, 40, 25, 10];
/** Background of transparent pixels. */
const GROUND = "#f6f5f2";

/**
 * A picture as chat apps show it beside a link: a JPEG of 1,200 × 630 pixels below 300 KB. A photograph fills it; a drawing
 * is shown whole, on the pages' background. Rejects if the file is not a picture.
 */
export async function makeLinkPreview(source: string): Promise<Buffer> {
  const sharp = await loadSharp();
  const isDrawing = isVector(source);
  // libvips reads no SVG in UTF-16.
  const input = isDrawing ? Buffer.from(decodeSvg(await readFile(source))) : source;
  const pixels = await sharp(input, { failOn: "error" })
    .autoOrient()
    .resize({
      width: WIDTH,
      height: HEIGHT,
      background: GROUND,
      ...(isDrawing ? { fit: "contain", position: "bottom" } : { fit: "cover" }),
    })
    .flatten({ background: GROUND })
    .png({ compressionLevel: 1 })
    .toBuffer();
  let preview = Buffer.alloc(0);
  for (const quality of QUALITIES) {
    preview = await sharp(pixels).jpeg({ quality, progressive: true }).toBuffer();
    if (preview.byteLength < MOST_BYTES) return preview;
  }
  return preview;
}

/** The size of every preview. */
export const LINK_PREVIEW_SIZE = { width: WIDTH, height: HEIGHT };
