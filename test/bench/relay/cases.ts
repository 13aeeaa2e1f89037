/** Deployment of a system: the number of processes, and the engine that connects them. */
export interface Fleet {
  readonly system: "offplan" | "hocuspocus";
  readonly processes: number;
  /** Carries messages between the processes. Ours store data in PostgreSQL with either. */
  readonly engine: "postgresql" | "redis";
}

export const FLEETS: readonly Fleet[] = [
  { system: "offplan", processes: 1, engine: "postgresql" },
  { system: "offplan", processes: 1, engine: "redis" },
  { system: "offplan", processes: 2, engine: "postgresql" },
  { system: "offplan", processes: 2, engine: "redis" },
  { system: "offplan", processes: 4, engine: "postgresql" },
  { system: "offplan", processes: 4, engine: "redis" },
  { system: "hocuspocus", processes: 1, engine: "redis" },
  { system: "hocuspocus", processes: 2, engine: "redis" },
  { system: "hocuspocus", processes: 4, engine: "redis" },
];

/** The load of every room. */
export const WORK = { kind: "paced", changesPerSecond: 2, pointsPerSecond: 10 } as const;

export interface RelayCase {
  readonly rooms: number;
  readonly viewers: number;
}

export const CASES: readonly RelayCase[] = [
  { rooms: 20, viewers: 2 },
  { rooms: 150, viewers: 2 },
  { rooms: 1, viewers: 10 },
  { rooms: 1, viewers: 100 },
];

export const nameFleet = ({ system, processes, engine }: Fleet): string =>
  `${system === "offplan" ? "Offplan Live" : "Hocuspocus"}, ${processes}${engine === "redis" ? "" : ", PostgreSQL"}`;

export const nameCase = ({ rooms, viewers }: RelayCase): string =>
  rooms === 1 ? `1 room, ${viewers} viewers` : `${rooms} rooms, ${viewers} viewers each`;
