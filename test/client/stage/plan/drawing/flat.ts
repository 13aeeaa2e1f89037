import type { Drawing } from "../../../../../schema/catalogue/drawing.ts";

/**
 * Two rooms side by side, 8 × 4 m between the centre lines, a terrace above the right one:
 * a window in each room's upper wall, a door between them and one way in from below.
 */
export const flat: Drawing = {
  size: [8.3, 5.65],
  northDegrees: 45,
  rooms: [
    {
      id: "living",
      name: { en: "Living" },
      kind: "room",
      outline: [
        [0.15, 1.5],
        [5.15, 1.5],
        [5.15, 5.5],
        [0.15, 5.5],
      ],
      area: 18.7,
    },
    {
      id: "bath",
      name: { en: "Bathroom" },
      short: { en: "Bath" },
      kind: "wet",
      outline: [
        [5.15, 1.5],
        [8.15, 1.5],
        [8.15, 5.5],
        [5.15, 5.5],
      ],
      area: 5.2,
    },
    {
      id: "terrace",
      name: { en: "Terrace" },
      kind: "terrace",
      outline: [
        [5.15, 0],
        [8.15, 0],
        [8.15, 1.5],
        [5.15, 1.5],
      ],
      area: 4.5,
    },
  ],
  walls: [
    { kind: "outer", from: [0.15, 1.5], to: [8.15, 1.5] },
    { kind: "outer", from: [8.15, 1.5], to: [8.15, 5.5] },
    { kind: "outer", from: [8.15, 5.5], to: [0.15, 5.5] },
    { kind: "outer", from: [0.15, 5.5], to: [0.15, 1.5] },
    { kind: "inner", from: [5.15, 1.5], to: [5.15, 5.5] },
  ],
  windows: [
    { from: [1, 1.5], to: [3, 1.5] },
    { from: [6, 1.5], to: [7, 1.5] },
  ],
  doors: [
    { hinge: [5.15, 3], latch: [5.15, 3.8], swing: "left" },
    { hinge: [2, 5.5], latch: [3, 5.5], swing: "left", entrance: true },
  ],
  furniture: [{ kind: "sofa", at: [0.4, 1.8], size: [2, 0.9] }],
};
