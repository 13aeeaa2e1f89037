import { expect, test } from "vitest";
import type { Picture, Project } from "../../../schema/catalogue/catalogue.ts";
import { coverOf, describeForPreview } from "../../../server/http/views.ts";
import { smallProject } from "../../support/room/project.ts";

const pictureAt = (src: string): Picture => ({ src, size: [4, 3], kind: "photograph" });
const bare: Project = {
  id: "bare",
  name: { en: "Bare" },
  currency: smallProject.currency,
  digits: smallProject.digits,
  areaUnit: "m2",
  masterplans: [],
  buildings: [{ id: "a", label: "A", floors: [] }],
  plans: [],
  layouts: [],
  aspects: [],
  gallery: [],
  units: [],
};
const hero = pictureAt("hero");
const masterplans = [
  { id: "plain", buildings: [] },
  { id: "aerial", buildings: [], picture: pictureAt("aerial") },
];
const gallery = [{ id: "lobby", picture: pictureAt("lobby") }];
const buildings = [
  { id: "a", label: "A", floors: [], facade: { ...pictureAt("facade"), floors: [] } },
];

test.each<[string | undefined, Partial<Project>]>([
  ["hero", { hero, masterplans, gallery, buildings }],
  ["aerial", { masterplans, gallery, buildings }],
  ["lobby", { gallery, buildings }],
  ["facade", { buildings }],
  [undefined, {}],
])("%s represents a development, and an invitation shows the same", (src, parts) => {
  const project = { ...bare, ...parts };
  expect(coverOf(project)?.src).toBe(src);
  const record = { agent: { id: "agent", name: "Nadia" }, expiresAtMs: 0, buyerName: undefined };
  const { project: previewed } = describeForPreview(record, project);
  expect(previewed.hero?.src).toBe(src);
});
