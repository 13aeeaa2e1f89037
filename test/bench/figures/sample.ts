import type { SystemName } from "../plan/systems.ts";

/** All figures. Units are part of the names; shares are 0–1. */
export type FigureName =
  | "cpuShare"
  | "microsPerDelivery"
  | "deliveredShare"
  | "deliveriesPerSecond"
  | "changeP50Ms"
  | "changeP99Ms"
  | "pointerP50Ms"
  | "pointerP99Ms"
  | "bytesPerDelivery"
  | "heapBytesPerConnection"
  | "rssBytesPerConnection"
  | "connections"
  | "documentBytes"
  | "documentHeapBytes"
  | "joinP50Ms"
  | "joinP95Ms"
  | "coldJoinP50Ms"
  | "coldJoinP95Ms"
  | "paintP50Ms"
  | "paintP95Ms"
  | "delayedPaintP50Ms"
  | "addedP95Ms"
  | "delayedPaintP95Ms"
  | "loadCpuShare";

export type Figures = Readonly<Partial<Record<FigureName, number>>>;

/** One repetition of one case with one system. */
export interface Sample {
  readonly case: string;
  readonly system: SystemName;
  readonly repetition: number;
  readonly figures: Figures;
  /** Why the figures are invalid, except for the load's own. */
  readonly loadBound?: string;
  /** Number of lost connections, and the first reason. */
  readonly lost?: string;
  /** Why there are no figures at all. */
  readonly failed?: string;
}
