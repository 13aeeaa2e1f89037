/** Values that examples share. */
export const ID = "k3JrT0aXb2Lq9VdE";
export const ROOM = "Zc4VnQ8sW1yH6pTf";
export const TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoiYnV5ZXIifQ.c2lnbmF0dXJl";
export const SECRET = "7Qk2mVx0ZtR4bNnU9cJw1aYhLfE";
export const NOW = "2026-03-01T10:00:00.000Z";
export const LATER = "2026-03-01T11:00:00.000Z";
export const PROJECT = "lagoon-terraces";
export const UNIT = "b1-1204";

export const visit = { name: "Layla", from: NOW, to: "2026-03-01T10:24:00.000Z" };
export const row = { id: UNIT, status: "available", price: 298_000_000 };
export const summary = {
  id: PROJECT,
  name: { en: "Lagoon Terraces" },
  location: { en: "Dubai Creek" },
  units: 412,
  available: 118,
};
export const presentation = {
  id: ID,
  room: ROOM,
  project: PROJECT,
  status: "live",
  createdAt: NOW,
  expiresAt: LATER,
  buyer: { name: "Omar" },
  pin: false,
  maxViewers: 50,
  colleagues: false,
  viewers: [{ id: "buyer:Vt5Qx8Zk2LmN4pRs", name: "Layla", since: NOW }],
  visits: [visit],
};
export const moments = [
  { at: 1_772_359_200_000, node: "a", n: 1, kind: "view", view: { screen: "unit", unit: UNIT } },
  {
    at: 1_772_359_260_000,
    node: "a",
    n: 2,
    by: "buyer:Vt5Qx8Zk2LmN4pRs",
    kind: "heart",
    unit: UNIT,
    liked: true,
  },
];
export const listed = {
  revision: 4,
  applied: true,
  homes: 412,
  added: 1,
  removed: 0,
  priceUp: 6,
  priceDown: 0,
  statusChanged: 3,
  conflicts: [],
  problems: [],
  changes: [{ kind: "price", unit: UNIT, cell: "Sheet1!F214", from: 290_000_000, to: 298_000_000 }],
  warnings: [],
};
export const counts = {
  homes: 412,
  added: 1,
  removed: 0,
  priceUp: 6,
  priceDown: 0,
  statusChanged: 3,
};
export const mapping = { columns: { "Цена, AED": "price" }, statuses: { Бронь: "reserved" } };
export const listPreview = {
  sheets: [
    {
      name: "Sheet1",
      headerRow: 1,
      columns: [{ letter: "A", header: "Unit", choice: "number", source: "header" }],
      rows: [{ row: 2, cells: ["1204"] }],
      rowCount: 412,
      skipped: false,
    },
  ],
  statuses: [{ word: "Available", count: 118, meaning: "available" }],
  floors: [],
  buildings: [{ word: "Tower 1", count: 412, meaning: "b1" }],
  kinds: [],
  mapping: {},
};
export const project = {
  id: PROJECT,
  name: { en: "Lagoon Terraces" },
  currency: "AED",
  digits: 2,
  areaUnit: "sqft",
  masterplans: [],
  buildings: [{ id: "b1", label: "1", floors: [{ number: 12, label: "12" }] }],
  plans: [],
  layouts: [{ id: "2c", name: { en: "2C" }, bedrooms: 2, area: 104.2 }],
  aspects: [{ id: "sea", name: { en: "Sea" } }],
  gallery: [],
  units: [
    {
      id: UNIT,
      building: "b1",
      floor: 12,
      number: "1204",
      span: 1,
      layout: "2c",
      bedrooms: 2,
      area: 104.2,
      aspects: ["sea"],
      status: "available",
      price: 298_000_000,
    },
  ],
};
export const joined = {
  token: TOKEN,
  room: ROOM,
  expiresAt: LATER,
  presenter: { name: "Ana" },
  project: PROJECT,
};
export const preview = {
  presenter: { name: "Ana" },
  project: { id: PROJECT, name: { en: "Lagoon Terraces" } },
  expiresAt: LATER,
  buyer: { name: "Omar" },
};
export const appointment = { at: "2026-03-04T09:00:00Z", minutes: 60, place: "Sales gallery" };
export const contact = { phone: "+971501234567", email: "ana@example.com" };
export const followUp = { notes: "Wants a sea view", appointment, contact };
export const picture = {
  file: "a41c9b",
  name: "lobby.jpg",
  bytes: 482_113,
  size: [2400, 1600],
  src: `/media/${PROJECT}/a41c9b.jpg`,
  place: { kind: "gallery" },
  at: NOW,
  by: "Ana",
};
