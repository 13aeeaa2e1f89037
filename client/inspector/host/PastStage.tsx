import type * as Y from "yjs";
import { readState } from "../../../schema/presentation/document.ts";
import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import { Stage } from "../../stage/Stage.tsx";

interface PastStageProps {
  readonly doc: Y.Doc;
  readonly index: ProjectIndex;
  readonly form: "desk" | "phone";
}

const nothing = (): void => {};

/** A document's stage, without interaction. */
export function PastStage({ doc, index, form }: PastStageProps) {
  const state = readState(doc);
  if (!state.ok) return undefined;
  return (
    <Stage state={state.value} index={index} form={form} onIntent={nothing} canShortlist={false} />
  );
}
