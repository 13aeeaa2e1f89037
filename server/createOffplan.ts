import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { networkInterfaces } from "node:os";
import type { Duplex } from "node:stream";
import type { AuthenticateRequest } from "./access/authenticateRequest.ts";
import type { BrandInput } from "./brand/brand.ts";
import type { CatalogueSource } from "./catalogue/sources/hostSource.ts";
import { readConfig } from "./config.ts";
import { openOffplan } from "./embed/openOffplan.ts";
import { openPicture } from "./media/openPicture.ts";
import type { Log } from "./log.ts";
import { openLog } from "./telemetry/log.ts";
import { systemClock } from "./time/clock.ts";

export type { AuthenticateRequest, HostAgent } from "./access/authenticateRequest.ts";
export type { Project } from "../schema/catalogue/catalogue.ts";
export type { BrandInput } from "./brand/brand.ts";
export type { CatalogueSource } from "./catalogue/sources/hostSource.ts";
export type { Log } from "./log.ts";

/** Options of `createOffplan`. Nothing else is read: neither `process.env` nor a file beside it. */
export interface OffplanOptions {
  /** Prefix of all paths, such as `/viewings`; overrides `BASE_PATH`. The root by default. */
  readonly basePath?: string | undefined;
  /** Variables as in the configuration; `HOST` and `PORT` are ignored. None by default. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Authenticates agents by the host's session, in addition to or instead of agents' tokens. */
  readonly authenticate?: AuthenticateRequest | undefined;
  /** The host's own inventory, in addition to the packs of `PROJECTS_DIR` and in place of the demo. */
  readonly catalogue?: CatalogueSource | undefined;
  /** The partner's brand, as in `BRAND_FILE`; its file paths are relative to the working directory. */
  readonly brand?: BrandInput | undefined;
  /** Where log lines go; JSON lines on stdout by default. */
  readonly log?: Log | undefined;
  /** Called when the embedded database has died: nothing can be stored any more, and only a new process helps. */
  readonly onStorageDied?: ((error: Error) => void) | undefined;
}

/** Offplan Live as a part of another server. It listens nowhere by itself and never ends the process. */
export interface Offplan {
  /**
   * Middleware for Express, Connect and Fastify, and a listener for `node:http`. Requests outside the base path go to
   * `next`; without it, every request is answered here.
   */
  readonly handle: (
    request: IncomingMessage,
    response: ServerResponse,
    next?: (error?: unknown) => void,
  ) => void;
  /** Handles upgrades below its own path. Returns false for others and leaves them untouched. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;
  /** Closes its sockets with 1012, answers 503 from now on and writes everything. Idempotent. */
  readonly close: () => Promise<void>;
}

/** Options or variables are wrong. The message names every wrong one. */
export class InvalidConfigError extends Error {
  override readonly name = "InvalidConfigError";
  readonly code = "invalid_config";
  /** One line each, beginning with the variable's name. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("; "));
    this.problems = problems;
  }
}

/** Changes were lost when the server was closed, because storage did not take them. */
export class UnwrittenError extends Error {
  override readonly name = "UnwrittenError";
  readonly code = "unwritten";
}

/**
 * Opens Offplan Live inside a server.
 *
 * @throws InvalidConfigError naming every wrong variable; other errors with a `code` when storage, the relay or a
 * development cannot be opened. Nothing stays open then.
 */
export async function createOffplan(options: OffplanOptions = {}): Promise<Offplan> {
  const { basePath, env = {}, authenticate, brand, catalogue, onStorageDied } = options;
  const config = readConfig({
    ...env,
    // An empty variable counts as unset.
    ...(basePath !== undefined && { BASE_PATH: basePath === "" ? "/" : basePath }),
  });
  if (!config.ok) throw new InvalidConfigError(config.problem);
  const log = options.log ?? openLog(config.value.logLevel);
  const storageDied = (error: Error): void => {
    log.fatal({ err: error, code: "storage_died" }, "storage died");
    onStorageDied?.(error);
  };
  const surroundings = {
    clock: systemClock,
    randomBytes,
    networkInterfaces,
    openPicture,
    log,
    storageDied,
  };
  const opened = await openOffplan(config.value, surroundings, { authenticate, brand, catalogue });
  const { agentKeyIn } = opened;
  const fields = { basePath: config.value.basePath, ...(agentKeyIn && { agentKeyIn }) };
  log.info(fields, "opened inside another server");
  return {
    handle: (request, response, next) => opened.handle(request, response, next),
    upgrade: (request, socket, head) => opened.upgrade(request, socket, head, true),
    close: async () => {
      const { updates, writes } = await opened.close();
      const lost = updates + writes;
      if (lost > 0)
        throw new UnwrittenError(`closed with ${lost} unwritten changes, which are lost`);
    },
  };
}
