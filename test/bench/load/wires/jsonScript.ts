import { pointerAt, type Script } from "../script.ts";

/** The nth change as the patch that a JSON protocol sends, with its number. */
export const patchAt = (script: Script, sequence: number): string =>
  JSON.stringify({ n: sequence, ...script.change(sequence) });

/** The nth pointer as JSON. */
export const pointingAt = (sequence: number): string =>
  JSON.stringify({ pointer: pointerAt(sequence) });
