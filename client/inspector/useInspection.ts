import { useEffect, useState } from "react";
import { monotonicNow } from "../base/clock.ts";
import type { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";
import { measureGrowth } from "./model/growth.ts";
import { InspectionModel } from "./model/inspectionModel.ts";
import { localEntry } from "./model/localEntries.ts";
import type { DocumentReader } from "./model/reader.ts";
import type { RoomEventStream } from "./tap/batches.ts";
import type { RenderScheduler } from "./renderScheduler.ts";
import { openRenderScheduler } from "./useScheduledRender.ts";

export interface InspectionSources {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly events: RoomEventStream | undefined;
  readonly reader: DocumentReader;
  readonly drawn: boolean;
}

const MEASURE_MS = 1000;

/** Measures the page's own document, after changes only, when no server reports its size. */
function measureAgain(model: InspectionModel, doc: Y.Doc, turns: RenderScheduler): () => void {
  let measured = -1;
  const measure = (): void => {
    if (model.updates === measured) return;
    measured = model.updates;
    model.growth.add(measureGrowth(doc, monotonicNow()));
    turns.touch();
  };
  measure();
  const timer = setInterval(measure, MEASURE_MS);
  return () => clearInterval(timer);
}

/** A model fed by the sources, and the scheduler that renders its parts. */
export function useInspection({ doc, awareness, events, reader, drawn }: InspectionSources): {
  readonly model: InspectionModel;
  readonly turns: RenderScheduler;
} {
  const [{ model, turns }] = useState(() => ({
    model: new InspectionModel(reader),
    turns: openRenderScheduler(),
  }));
  useEffect(() => {
    model.begin(doc, monotonicNow());
    const onUpdate = (update: Uint8Array, origin: unknown): void => {
      model.update(update, doc, monotonicNow());
      if (events === undefined) model.timeline.add(localEntry(doc, update, origin, monotonicNow()));
      turns.touch();
    };
    const stopMeasuring = events === undefined ? measureAgain(model, doc, turns) : undefined;
    doc.on("update", onUpdate);
    awareness.on("change", turns.touch);
    const stop = events?.subscribe((batch, arrivedAtMs) => {
      model.receive(batch, arrivedAtMs);
      turns.touch();
    });
    return () => {
      doc.off("update", onUpdate);
      awareness.off("change", turns.touch);
      stop?.();
      stopMeasuring?.();
    };
  }, [model, turns, doc, awareness, events]);
  useEffect(() => turns.watch(drawn), [turns, drawn]);
  return { model, turns };
}
