/** How a system runs: how many processes share its presentations, and by what. */
export interface Fleet {
  readonly system: "offplan" | "hocuspocus";
  readonly processes: number;
  /** False: one process that has nothing to publish to. */
  readonly hasRelay: boolean;
}

export const FLEETS: readonly Fleet[] = [
  { system: "offplan", processes: 1, hasRelay: false },
  { system: "offplan", processes: 1, hasRelay: true },
  { system: "offplan", processes: 2, hasRelay: true },
  { system: "offplan", processes: 4, hasRelay: true },
  { system: "hocuspocus", processes: 1, hasRelay: true },
  { system: "hocuspocus", processes: 2, hasRelay: true },
  { system: "hocuspocus", processes: 4, hasRelay: true },
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

export const nameFleet = ({ system, processes, hasRelay }: Fleet): string =>
  `${system === "offplan" ? "Offplan Live" : "Hocuspocus"}, ${processes}${hasRelay ? "" : ", no relay"}`;

export const nameCase = ({ rooms, viewers }: RelayCase): string =>
  rooms === 1 ? `1 room, ${viewers} viewers` : `${rooms} rooms, ${viewers} viewers each`;
