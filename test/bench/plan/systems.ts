import type { WireName } from "../load/plan.ts";

export type SystemName = WireName;

/** A measured system: ours or a peer. */
export interface System {
  readonly name: SystemName;
  /** Name in the table. */
  readonly title: string;
  /** The module that runs it, from this folder's parent. */
  readonly entry: string;
  /** How it reports its URL. */
  readonly tells: "log" | "channel";
  /** The package whose version is reported; `undefined` if it is part of Node or of this project. */
  readonly package: string | undefined;
  /** Whether that package comes from the peers' own manifest. */
  readonly isInstalled: boolean;
  /** Runs in a process of the platform's runtime, started by the module. */
  readonly isInWorkerd?: boolean;
}

/** Whether rooms are created over our HTTP interface; other systems create one on the first connection. */
export const needsTokens = ({ name }: System): boolean => name === "offplan" || name === "workers";

export const SYSTEMS: readonly System[] = [
  {
    name: "offplan",
    title: "Offplan Live",
    entry: "../../server/main.ts",
    tells: "log",
    package: undefined,
    isInstalled: false,
  },
  {
    name: "relay",
    title: "bare ws relay",
    entry: "servers/relay.ts",
    tells: "channel",
    package: "ws",
    isInstalled: false,
  },
  {
    name: "y-websocket",
    title: "@y/websocket-server",
    entry: "servers/yWebsocket.ts",
    tells: "channel",
    package: "@y/websocket-server",
    isInstalled: true,
  },
  {
    name: "hocuspocus",
    title: "Hocuspocus",
    entry: "servers/hocuspocus.ts",
    tells: "channel",
    package: "@hocuspocus/server",
    isInstalled: true,
  },
  {
    name: "socket-io",
    title: "socket.io, JSON rooms",
    entry: "servers/socketIo.ts",
    tells: "channel",
    package: "socket.io",
    isInstalled: true,
  },
  {
    name: "events",
    title: "server-sent events",
    entry: "servers/http.ts",
    tells: "channel",
    package: undefined,
    isInstalled: false,
  },
  {
    name: "polling",
    title: "polling every 2 s",
    entry: "servers/http.ts",
    tells: "channel",
    package: undefined,
    isInstalled: false,
  },
];

/** One object a room, in the platform's own runtime: `npm run bench:workers`. */
export const IN_WORKERD: readonly System[] = [
  {
    name: "workers",
    title: "Offplan Live",
    entry: "../../server/workers/local/main.ts",
    tells: "log",
    package: undefined,
    isInstalled: false,
    isInWorkerd: true,
  },
  {
    name: "y-partyserver",
    title: "y-partyserver",
    entry: "servers/partyServer.ts",
    tells: "channel",
    package: "y-partyserver",
    isInstalled: true,
    isInWorkerd: true,
  },
];

export function findSystem(name: string): System | undefined {
  return SYSTEMS.find((system) => system.name === name);
}
