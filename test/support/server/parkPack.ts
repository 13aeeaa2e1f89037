import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { onTestFinished } from "vitest";

/** A small office's development: photographed drawings, Russian names, no prices, no layout pictures. */
export const PARK = { id: "pine-park", buildings: 3, floors: 3, homes: 6 } as const;

const AREAS = [38.4, 52.1, 61.7, 74.9, 88.2, 103.6];

const box = (x: number, y: number, width: number, height: number) => [
  [x, y],
  [x + width, y],
  [x + width, y + height],
  [x, y + height],
];
const count = (length: number) => Array.from({ length }, (_, before) => before + 1);

/** One floor: three homes on each side of a corridor. */
const HOMES = count(PARK.homes).map((position) => ({
  position,
  outline: box(20 + ((position - 1) % 3) * 400, position <= 3 ? 20 : 460, 380, 320),
}));
const BUILDINGS = count(PARK.buildings).map((number) => ({
  building: `b${number}`,
  outline: box(120 + (number - 1) * 460, 300, 320, 240),
}));

const drawing = (width: number, height: number, outlines: readonly (readonly number[][])[]) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><rect width="100%" height="100%" fill="#e9e5dd"/>${outlines
    .map(
      (points) =>
        `<polygon points="${points.join(" ")}" fill="#fff" stroke="#444" stroke-width="4"/>`,
    )
    .join("")}</svg>`;

const photographOf = (svg: string): Promise<Buffer> =>
  sharp(Buffer.from(svg)).jpeg({ quality: 70 }).toBuffer();

/** Writes it to a temporary `PROJECTS_DIR`. */
export async function writeParkPack(): Promise<string> {
  const projectsDir = await mkdtemp(join(tmpdir(), "offplan-park-"));
  onTestFinished(() => rm(projectsDir, { recursive: true, force: true }));
  const folder = join(projectsDir, PARK.id);
  await mkdir(join(folder, "media"), { recursive: true });
  const project = {
    id: PARK.id,
    name: { ru: "Сосновый парк", en: "Pine Park" },
    location: { ru: "Московская область", en: "Moscow region" },
    currency: "RUB",
    areaUnit: "m2",
    masterplans: [{ id: "aerial", image: "media/aerial.jpg", buildings: BUILDINGS }],
    buildings: count(PARK.buildings).map((number) => ({
      id: `b${number}`,
      name: { ru: `Корпус ${number}` },
      floors: count(PARK.floors).map((floor) => ({ number: floor, plan: "typical" })),
    })),
    plans: { typical: { image: "media/typical.jpg", units: HOMES } },
  };
  const rows = count(PARK.buildings).flatMap((building) =>
    count(PARK.floors).flatMap((floor) =>
      HOMES.map(({ position }) => {
        const number = (floor - 1) * PARK.homes + position;
        const status = position === 2 ? "reserved" : "available";
        const bedrooms = Math.ceil(position / 2);
        return `b${building},${floor},${position},${number},${bedrooms},${AREAS[position - 1]},${status},`;
      }),
    ),
  );
  await Promise.all([
    writeFile(join(folder, "project.json"), JSON.stringify(project)),
    writeFile(
      join(folder, "units.csv"),
      `building,floor,position,number,bedrooms,area,status,price\n${rows.join("\n")}\n`,
    ),
    writeFile(
      join(folder, "media", "aerial.jpg"),
      await photographOf(
        drawing(
          1600,
          900,
          BUILDINGS.map(({ outline }) => outline),
        ),
      ),
    ),
    writeFile(
      join(folder, "media", "typical.jpg"),
      await photographOf(
        drawing(
          1240,
          800,
          HOMES.map(({ outline }) => outline),
        ),
      ),
    ),
  ]);
  return projectsDir;
}
