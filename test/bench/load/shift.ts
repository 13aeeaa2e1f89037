import type { Crowd } from "./crowd.ts";
import type { Deliveries } from "./measuring/deliveries.ts";
import type { Labour } from "./measuring/labour.ts";
import type { Traffic } from "./wires/leanSocket.ts";
import type { LoadReport } from "./messages.ts";

/** A load process: its connections, its writers and its counters. */
export class Shift {
  readonly #crowd: Crowd;
  readonly #labour: Labour;
  readonly #deliveries: Deliveries;
  readonly #traffic: Traffic;
  readonly #losses: string[];
  #cpu = process.cpuUsage();
  #openedMs = 0;
  #before: Traffic = { bytesIn: 0, bytesOut: 0 };

  constructor(parts: {
    readonly crowd: Crowd;
    readonly labour: Labour;
    readonly deliveries: Deliveries;
    readonly traffic: Traffic;
    readonly losses: string[];
  }) {
    this.#crowd = parts.crowd;
    this.#labour = parts.labour;
    this.#deliveries = parts.deliveries;
    this.#traffic = parts.traffic;
    this.#losses = parts.losses;
  }

  finished(): Promise<void> {
    return this.#labour.finished();
  }

  start(): void {
    this.#labour.start();
  }

  openWindow(): void {
    this.#deliveries.openWindow();
    this.#labour.openWindow();
    this.#before = { ...this.#traffic };
    this.#cpu = process.cpuUsage();
    this.#openedMs = performance.now();
  }

  report(): LoadReport {
    const { user, system } = process.cpuUsage(this.#cpu);
    const { due, done, lateP99Ms } = this.#labour.report();
    const windowMs = performance.now() - this.#openedMs;
    return {
      ...this.#deliveries.report(),
      bytesIn: this.#traffic.bytesIn - this.#before.bytesIn,
      bytesOut: this.#traffic.bytesOut - this.#before.bytesOut,
      lost: this.#losses.length,
      lostBecause: this.#losses[0],
      health: {
        cpuShare: (user + system) / 1000 / windowMs,
        lateP99Ms,
        keptShare: due === 0 ? 1 : Math.min(1, done / due),
      },
    };
  }

  close(): void {
    this.#labour.stop();
    this.#crowd.close();
  }
}
