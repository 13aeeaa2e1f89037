import type { PackedHistogram } from "../figures/histogram.ts";
import type { LoadHealth } from "../figures/loadBound.ts";
import type { DeliveryReport } from "./measuring/deliveries.ts";
import type { LoadPlan } from "./plan.ts";

/** Commands to a load process. */
export type LoadOrder =
  | { readonly kind: "join"; readonly plan: LoadPlan }
  | { readonly kind: "start" }
  | { readonly kind: "open-window" }
  | { readonly kind: "close-window" }
  /** Answered once counted work is done and delivered. */
  | { readonly kind: "finish" }
  /** In each room one viewer after another joins and leaves, `rounds` times. */
  | {
      readonly kind: "time-joins";
      readonly plan: LoadPlan;
      readonly rounds: number;
      readonly discard: number;
    }
  | { readonly kind: "leave" };

/** Measurements of a load process between the start and the end of the window. */
export interface LoadReport extends DeliveryReport {
  readonly health: LoadHealth;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** Connections lost since the start. */
  readonly lost: number;
  /** The first reason. */
  readonly lostBecause: string | undefined;
}

/** Time in ms from connecting to having the document, without the first `discard` joins. */
export interface JoinReport {
  readonly latencies: PackedHistogram;
  /** Size of the largest document received, in bytes. */
  readonly documentBytes: number;
}

/** Every command is answered once, in order. */
export type LoadAnswer =
  | { readonly kind: "done" }
  | { readonly kind: "report"; readonly report: LoadReport }
  | { readonly kind: "joins"; readonly joins: JoinReport }
  | { readonly kind: "failed"; readonly message: string };
