import type { Project, Unit } from "../../../schema/catalogue/catalogue.ts";
import { indexProject } from "../../../schema/catalogue/projectIndex.ts";

const unit = (building: string, number: string, floor: number, more: Partial<Unit>): Unit => ({
  id: `${building}-${number}`,
  building,
  floor,
  number,
  span: 1,
  aspects: [],
  ...more,
});

/** A small project with one thing of each kind. */
export const smallProject: Project = {
  id: "small",
  name: { en: "Small Court", ru: "Малый двор", ar: "الفناء الصغير" },
  currency: "AED",
  digits: 2,
  areaUnit: "m2",
  masterplans: [
    {
      id: "site",
      buildings: [
        {
          building: "b1",
          outline: [
            [0, 0],
            [10, 0],
            [10, 10],
          ],
        },
      ],
    },
  ],
  buildings: [
    {
      id: "b1",
      label: "1",
      floors: [
        { number: 1, label: "G", plan: "typical" },
        { number: 2, label: "1", plan: "typical" },
      ],
    },
  ],
  plans: [{ id: "typical", units: [] }],
  layouts: [{ id: "1a", name: { en: "1A" }, bedrooms: 1, area: 50 }],
  aspects: [
    { id: "sea", name: { en: "Sea" } },
    { id: "park", name: { en: "Park" } },
  ],
  gallery: [
    { id: "lobby", picture: { src: "/media/small/lobby.svg", size: [4, 3], kind: "drawing" } },
  ],
  orbits: [
    {
      id: "tower",
      building: "b1",
      frames: "/media/small/orbit/{n}.jpg",
      count: 24,
      first: 1,
      size: [960, 540],
      kind: "photograph",
      keys: [],
    },
  ],
  panoramas: [
    {
      id: "living",
      name: { en: "Living room" },
      src: "/media/small/living.jpg",
      size: [4096, 2048],
      hotspots: [{ yaw: 90, pitch: -5, name: { en: "The balcony" } }],
    },
  ],
  units: [
    unit("b1", "1", 1, { bedrooms: 0, area: 35, price: 90_000_000, status: "sold" }),
    unit("b1", "2", 1, { bedrooms: 1, area: 50, price: 150_000_000, aspects: ["sea"] }),
    unit("b1", "11", 2, { bedrooms: 1, area: 50, status: "available", aspects: ["sea", "park"] }),
    unit("b1", "12", 2, { bedrooms: 2, area: 84.9, price: 300_000_000, status: "reserved" }),
  ],
};

export const smallIndex = indexProject(smallProject);
