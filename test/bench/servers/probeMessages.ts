/** Requests to a measured server. Each is answered once, in order. */
export type ProbeQuestion =
  | { readonly kind: "cpu" }
  /** After a garbage collection. */
  | { readonly kind: "memory" }
  | { readonly kind: "start-profile" }
  | { readonly kind: "stop-profile"; readonly path: string };

/** Processor time of the whole process, all its threads included, so far. */
export interface CpuReading {
  readonly userMs: number;
  readonly systemMs: number;
  /** Time of the reading, by the caller's monotonic clock. */
  readonly atMs: number;
}

/** Bytes. */
export interface MemoryReading {
  readonly heapUsed: number;
  readonly rss: number;
  readonly external: number;
  readonly arrayBuffers: number;
}

export type ProbeAnswer =
  | ({ readonly kind: "cpu" } & CpuReading)
  | ({ readonly kind: "memory" } & MemoryReading)
  | { readonly kind: "done" }
  /** Sent once without a request: the URL of a peer. */
  | { readonly kind: "listening"; readonly port: number };
