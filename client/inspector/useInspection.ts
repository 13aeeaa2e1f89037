import { useEffect, useState, useSyncExternalStore } from "react";
import type { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";
import { InspectionModel } from "./model/inspectionModel.ts";
import { localEntry } from "./model/localEntries.ts";
import type { DocumentReader } from "./model/reader.ts";
import type { RoomEventStream } from "./tap/batches.ts";
import { DRAW_MS } from "./useCalm.ts";

/** Says at most once an animation frame that something changed, and not more often than an eye can follow. */
class Pulse {
  #version = 0;
  #frame: number | undefined;
  #lastMs = 0;
  #watched = true;
  readonly #listeners = new Set<() => void>();

  readonly get = (): number => this.#version;

  readonly subscribe = (changed: () => void): (() => void) => {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  };

  /** Whether anybody looks. */
  watch(watched: boolean): void {
    this.#watched = watched;
    if (watched) this.touch();
  }

  readonly touch = (): void => {
    if (!this.#watched) return;
    this.#frame ??= requestAnimationFrame(this.#beat);
  };

  readonly #beat = (nowMs: number): void => {
    if (nowMs - this.#lastMs < DRAW_MS) {
      this.#frame = requestAnimationFrame(this.#beat);
      return;
    }
    this.#lastMs = nowMs;
    this.#frame = undefined;
    this.#version += 1;
    for (const changed of this.#listeners) changed();
  };

  close(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }
}

export interface InspectionSources {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly events: RoomEventStream | undefined;
  readonly reader: DocumentReader;
  readonly drawn: boolean;
}

/** A model fed by the sources; `version` changes when there is something new to draw. */
export function useInspection({ doc, awareness, events, reader, drawn }: InspectionSources): {
  readonly model: InspectionModel;
  readonly version: number;
} {
  const [{ model, pulse }] = useState(() => ({
    model: new InspectionModel(reader),
    pulse: new Pulse(),
  }));
  useEffect(() => {
    model.begin(doc, Date.now());
    const onUpdate = (update: Uint8Array, origin: unknown): void => {
      model.update(update, doc, Date.now());
      if (events === undefined) model.timeline.add(localEntry(update, origin, Date.now()));
      pulse.touch();
    };
    doc.on("update", onUpdate);
    awareness.on("change", pulse.touch);
    const stop = events?.subscribe((batch) => {
      model.receive(batch, Date.now());
      pulse.touch();
    });
    pulse.touch();
    return () => {
      doc.off("update", onUpdate);
      awareness.off("change", pulse.touch);
      stop?.();
      pulse.close();
    };
  }, [model, pulse, doc, awareness, events]);
  useEffect(() => pulse.watch(drawn), [pulse, drawn]);
  const version = useSyncExternalStore(pulse.subscribe, pulse.get);
  return { model, version };
}
