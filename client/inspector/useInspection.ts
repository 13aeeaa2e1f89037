import { useEffect, useState } from "react";
import type { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";
import { InspectionModel } from "./model/inspectionModel.ts";
import { localEntry } from "./model/localEntries.ts";
import type { DocumentReader } from "./model/reader.ts";
import type { RoomEventStream } from "./tap/batches.ts";
import type { Turns } from "./turns.ts";
import { openTurns } from "./useTurn.ts";

export interface InspectionSources {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly events: RoomEventStream | undefined;
  readonly reader: DocumentReader;
  readonly drawn: boolean;
}

/** A model fed by the sources, and the turns in which its parts are drawn. */
export function useInspection({ doc, awareness, events, reader, drawn }: InspectionSources): {
  readonly model: InspectionModel;
  readonly turns: Turns;
} {
  const [{ model, turns }] = useState(() => ({
    model: new InspectionModel(reader),
    turns: openTurns(),
  }));
  useEffect(() => {
    model.begin(doc, Date.now());
    const onUpdate = (update: Uint8Array, origin: unknown): void => {
      model.update(update, doc, Date.now());
      if (events === undefined) model.timeline.add(localEntry(update, origin, Date.now()));
      turns.touch();
    };
    doc.on("update", onUpdate);
    awareness.on("change", turns.touch);
    const stop = events?.subscribe((batch) => {
      model.receive(batch, Date.now());
      turns.touch();
    });
    return () => {
      doc.off("update", onUpdate);
      awareness.off("change", turns.touch);
      stop?.();
    };
  }, [model, turns, doc, awareness, events]);
  useEffect(() => turns.watch(drawn), [turns, drawn]);
  return { model, turns };
}
