import type { PackedHistogram } from "../figures/histogram.ts";
import type { LoadHealth } from "../figures/loadBound.ts";
import type { DeliveryReport } from "./measuring/deliveries.ts";
import type { LoadPlan } from "./plan.ts";

/** What the benchmark tells a load process. */
export type LoadOrder =
  | { readonly kind: "join"; readonly plan: LoadPlan }
  | { readonly kind: "start" }
  | { readonly kind: "open-window" }
  | { readonly kind: "close-window" }
  /** Resolves when counted work is done and has arrived. */
  | { readonly kind: "finish" }
  /** One viewer of each room comes and goes, one after the other, `rounds` times. */
  | {
      readonly kind: "time-joins";
      readonly plan: LoadPlan;
      readonly rounds: number;
      readonly discard: number;
    }
  | { readonly kind: "leave" };

/** What a load process measured between opening and closing the window. */
export interface LoadReport extends DeliveryReport {
  readonly health: LoadHealth;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** Connections that ended by themselves, ever. */
  readonly lost: number;
  /** The first reason for it. */
  readonly lostBecause: string | undefined;
}

/** How long viewers took from connecting to having the document; the first `discard` of them are left out. */
export interface JoinReport {
  readonly latencies: PackedHistogram;
  /** Of the largest document that came. */
  readonly documentBytes: number;
}

/** Every order is answered once, in turn. */
export type LoadAnswer =
  | { readonly kind: "done" }
  | { readonly kind: "report"; readonly report: LoadReport }
  | { readonly kind: "joins"; readonly joins: JoinReport }
  | { readonly kind: "failed"; readonly message: string };
