import { readRaw, readState } from "../../../schema/presentation/document.ts";
import { lastValues } from "../../../schema/protocol/inspection.ts";
import type { DocumentReader } from "../model/reader.ts";

/** Reads presentation documents. */
export const presentationReader: DocumentReader = {
  entries: (doc) => lastValues(readRaw(doc)),
  parse: (doc) => {
    const state = readState(doc);
    return state.ok
      ? state
      : { ok: false, problem: `${state.problem.key}: ${state.problem.message}` };
  },
  raw: readRaw,
};
