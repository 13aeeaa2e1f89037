import type { FigureName } from "../figures/sample.ts";
import type { SystemName } from "./systems.ts";

/** A promised limit of one figure in one case. */
export interface Goal {
  readonly text: string;
  readonly case: string;
  readonly figure: FigureName;
  readonly measure:
    /** Ours over the peer's of the same repetition. */
    | { readonly kind: "ratio"; readonly against: SystemName }
    /** Ours less the peer's of the same repetition. */
    | { readonly kind: "difference"; readonly against: SystemName }
    /** Ours over ours in another case. */
    | { readonly kind: "growth"; readonly from: string }
    | { readonly kind: "absolute" };
  readonly atMost: number;
}

const FRAME_MS = 16.7;

const ratio = (
  text: string,
  at: readonly [name: string, figure: FigureName],
  against: SystemName,
  atMost: number,
): Goal => ({
  text,
  case: at[0],
  figure: at[1],
  measure: { kind: "ratio", against },
  atMost,
});

const absolute = (text: string, name: string, figure: FigureName, atMost: number): Goal => ({
  text,
  case: name,
  figure,
  measure: { kind: "absolute" },
  atMost,
});

const SMALL = ["rooms-100", "microsPerDelivery"] as const;
const WIDE = ["viewers-1000", "microsPerDelivery"] as const;
const FULL = ["saturated", "microsPerDelivery"] as const;
const HEAP = ["idle", "heapBytesPerConnection"] as const;

export const GOALS: readonly Goal[] = [
  ratio("1,000 rooms: CPU / relay", ["rooms-1000", "microsPerDelivery"], "relay", 1),
  ratio("100 rooms: CPU / @y/websocket-server", SMALL, "y-websocket", 1 / 2.2),
  ratio("100 rooms: CPU / Hocuspocus", SMALL, "hocuspocus", 1 / 4.5),
  ratio("100 rooms: CPU / socket.io", SMALL, "socket-io", 1 / 1.8),
  ratio("1,000 viewers: CPU a delivery / relay", WIDE, "relay", 0.92),
  ratio("1,000 viewers: CPU a delivery / @y/websocket-server", WIDE, "y-websocket", 0.7),
  ratio("Saturated: CPU a delivery / @y/websocket-server", FULL, "y-websocket", 1 / 5),
  ratio("Saturated: CPU a delivery / Hocuspocus", FULL, "hocuspocus", 1 / 1.8),
  ratio("Pointer at 60 Hz: CPU / relay", ["pointer", "microsPerDelivery"], "relay", 0.8),
  ratio("Pointer at 60 Hz: bytes / relay", ["pointer", "bytesPerDelivery"], "relay", 0.55),
  ratio("Heap a connection / relay", HEAP, "relay", 0.55),
  ratio("Heap a connection / @y/websocket-server", HEAP, "y-websocket", 0.45),
  ratio("Heap a connection / Hocuspocus", HEAP, "hocuspocus", 0.2),
  ratio("Idle RSS a connection / relay", ["idle", "rssBytesPerConnection"], "relay", 0.7),
  absolute("Document after an hour: bytes", "hour", "documentBytes", 1024),
  absolute("Document after an hour: heap", "hour", "documentHeapBytes", 10 * 1024),
  ratio("Joining after an hour / @y/websocket-server", ["hour", "joinP50Ms"], "y-websocket", 0.85),
  absolute("First joiner of a cold room", "hour", "coldJoinP50Ms", 5),
  {
    text: "Click to paint, p95, more than a relay with JSON",
    case: "browser",
    figure: "paintP95Ms",
    measure: { kind: "difference", against: "relay" },
    atMost: FRAME_MS,
  },
  absolute("Click to paint over 100 ms each way, p95, what we add", "browser", "addedP95Ms", 20),
  {
    text: "CPU a delivery at 2,000 rooms / at 10",
    case: "growth-2000",
    figure: "microsPerDelivery",
    measure: { kind: "growth", from: "growth-10" },
    atMost: 1.1,
  },
  {
    text: "CPU a delivery at 1,000 viewers / at 10",
    case: "viewers-1000",
    figure: "microsPerDelivery",
    measure: { kind: "growth", from: "viewers-10" },
    atMost: 0.25,
  },
];
