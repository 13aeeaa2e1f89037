/** What the benchmark asks a measured server. Each question is answered once, in turn. */
export type ProbeQuestion =
  | { readonly kind: "cpu" }
  /** After garbage has been collected. */
  | { readonly kind: "memory" }
  | { readonly kind: "start-profile" }
  | { readonly kind: "stop-profile"; readonly path: string };

/** Processor time of the whole process, all its threads included, so far. */
export interface CpuReading {
  readonly userMs: number;
  readonly systemMs: number;
  /** When it was read, by the monotonic clock of whoever asked. */
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
  /** Said once, unasked: where a peer listens. */
  | { readonly kind: "listening"; readonly port: number };
