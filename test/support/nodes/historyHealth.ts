/** Maximum time from a write's arrival to the database: the timeout of a call, the retry interval, a batch. */
const STORED_WITHIN_MS = 6000;

interface Span {
  readonly fromMs: number;
  toMs: number;
}

/** Records when each process ran with a reachable database. Times are of one clock. */
export class HealthLog {
  readonly #spans = new Map<string, Span[]>();
  readonly #healthy = new Set<string>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** `process` is one start of one process. */
  set(process: string, isHealthy: boolean): void {
    this.#extend(process);
    if (isHealthy && !this.#healthy.has(process)) {
      const nowMs = this.#now();
      const spans = this.#spans.get(process) ?? [];
      this.#spans.set(process, [...spans, { fromMs: nowMs, toMs: nowMs }]);
      this.#healthy.add(process);
    }
    if (!isHealthy) this.#healthy.delete(process);
  }

  #extend(process: string): void {
    const span = this.#spans.get(process)?.at(-1);
    if (span !== undefined && this.#healthy.has(process)) span.toMs = this.#now();
  }

  /** Whether the process, which had the write at that time, was healthy for long enough to store it. */
  couldStore(process: string, atMs: number): boolean {
    this.#extend(process);
    return (this.#spans.get(process) ?? []).some(
      ({ fromMs, toMs }) => toMs - Math.max(fromMs, atMs) >= STORED_WITHIN_MS,
    );
  }
}
