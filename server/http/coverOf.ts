import type { Picture, Project } from "../../schema/catalogue.ts";

/** The picture that stands for a development: in the agents' list and on the page of an invitation. */
export const coverOf = ({ hero, masterplans, gallery, buildings }: Project): Picture | undefined =>
  hero ??
  [
    ...masterplans.map(({ picture }) => picture),
    ...gallery.map(({ picture }) => picture),
    ...buildings.map(({ facade }) => facade),
  ].find((picture) => picture !== undefined);
