import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { makePack } from "../../server/catalogue/packs.ts";

/** A real photograph of a whole sphere, outside the project; a drawn pattern replaces it if absent. */
const PHOTOGRAPH = join(import.meta.dirname, "../../../../shared/inputs/around/panorama.jpg");

/** An equirectangular picture of 10° squares in different colours: a pixel's colour identifies its direction. */
async function drawSphere(width: number): Promise<Buffer> {
  const height = width / 2;
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [column, row] = [Math.floor((x / width) * 36), Math.floor((y / height) * 18)];
      const at = (y * width + x) * 3;
      pixels[at] = column * 7;
      pixels[at + 1] = row * 14;
      pixels[at + 2] = (column + row) % 2 === 0 ? 230 : 40;
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}

/** A development with two panoramas, a photograph and squares of this width; returns the folder of packs. */
export async function makeRoomsPack(squaresWidth = 720): Promise<string> {
  const photograph = existsSync(PHOTOGRAPH) ? readFileSync(PHOTOGRAPH) : await drawSphere(2048);
  return makePack({
    project: {
      panoramas: [
        {
          id: "living",
          name: { en: "Living room", ar: "غرفة المعيشة" },
          image: "media/living.jpg",
          hotspots: [
            { yaw: 40, pitch: -5, name: { en: "the balcony", ar: "الشرفة" } },
            { yaw: -30, pitch: 0, to: { screen: "panorama", panorama: "squares" } },
          ],
        },
        { id: "squares", name: { en: "Squares", ar: "مربعات" }, image: "media/squares.png" },
      ],
    },
    files: { "media/living.jpg": photograph, "media/squares.png": await drawSphere(squaresWidth) },
  });
}
