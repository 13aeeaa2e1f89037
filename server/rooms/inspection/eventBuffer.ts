import type { InspectionEvent } from "../../../schema/protocol/inspection.ts";

/** Maximum events of a batch, which is sent every 100 ms; a room of fifty has fewer. */
const MAX_EVENTS = 512;

/** Events of the next batch. Equal frames are counted as one; beyond the limit the oldest are dropped. */
export class EventBuffer {
  #events: InspectionEvent[] = [];
  #dropped = 0;
  readonly #positions = new Map<string, number>();

  get isEmpty(): boolean {
    return this.#events.length === 0 && this.#dropped === 0;
  }

  add(event: InspectionEvent): void {
    const key = mergeKey(event);
    const position = key === undefined ? undefined : this.#positions.get(key);
    const earlier = position === undefined ? undefined : this.#events[position];
    if (position !== undefined && earlier !== undefined) {
      this.#events[position] = merge(earlier, event);
      return;
    }
    if (this.#events.length >= MAX_EVENTS) this.#forgetOldest();
    if (key !== undefined) this.#positions.set(key, this.#events.length);
    this.#events.push(event);
  }

  /** Drops half at once, which costs little per event. */
  #forgetOldest(): void {
    const half = MAX_EVENTS / 2;
    this.#events.splice(0, half);
    this.#dropped += half;
    this.#positions.clear();
  }

  take(): { readonly events: readonly InspectionEvent[]; readonly dropped: number } {
    const taken = { events: this.#events, dropped: this.#dropped };
    this.#events = [];
    this.#dropped = 0;
    this.#positions.clear();
    return taken;
  }
}

/** Movement frames of one participant merge; every write stays separate. */
function mergeKey(event: InspectionEvent): string | undefined {
  if (event.kind === "sent") return `sent ${event.frame}`;
  if (event.kind !== "received") return undefined;
  const { frame, who, touched } = event;
  return frame === "awareness" || frame === "echo" || frame === "unknown"
    ? `${frame} ${who} ${frame === "echo" ? "" : touched.join()}`
    : undefined;
}

function merge(earlier: InspectionEvent, event: InspectionEvent): InspectionEvent {
  if (earlier.kind === "received" && event.kind === "received") {
    return { ...earlier, count: earlier.count + event.count, bytes: earlier.bytes + event.bytes };
  }
  if (earlier.kind === "sent" && event.kind === "sent") {
    const receivers = Math.max(earlier.receivers, event.receivers);
    const [count, bytes] = [earlier.count + event.count, earlier.bytes + event.bytes];
    return { ...earlier, count, bytes, receivers };
  }
  return event;
}
