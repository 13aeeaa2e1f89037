import { readFloorLabel } from "./floorLabels.ts";

const FLOOR = /floor|level|storey|этаж|طابق|دور/iu;

/** Whether a text is a floor in words, "Floor 3" or "Ground floor", and not a bare number. */
export const isFloorName = (text: string): boolean =>
  FLOOR.test(text) && readFloorLabel(text) !== undefined;

/** Whether a text is a phase of a development: "Phase 2". */
export const isPhaseName = (text: string): boolean =>
  /^(?:phase|очередь|المرحلة)\s*\S/iu.test(text);
