import { DurableObject } from "cloudflare:workers";
import { SUBPROTOCOL, type CloseReason } from "../../schema/protocol/protocol.ts";
import { fail, type Result } from "../../schema/values/result.ts";
import { admit, type Admitted } from "../gateway/admission.ts";
import { readHandshake, type Handshake } from "../gateway/handshake.ts";
import type { LivePresentations, StatusChange } from "../rooms/livePresentations.ts";
import type { PresentationRecord } from "../storage/storage.ts";
import { directoryOf, type Bindings, type RoomCall, type RoomCalls } from "./bindings.ts";
import { openConsoleLog } from "./log.ts";
import { SocketConnection } from "./room/socketConnection.ts";
import { openRoomHost, type RoomHost } from "./room/roomHost.ts";
import { openRoomStorage } from "./room/roomStorage.ts";
import { readSettings } from "./settings.ts";

/** How long an alarm waits for the rooms to end the presentation. */
const LOOK_AGAIN_MS = 1000;

/** Stored, so that an object evicted from memory can end its presentation in time. */
interface Kept {
  readonly room: string;
  readonly presentation: string;
}
const KEPT = "presentation";

/** One room of one presentation. The directory stores its document and history. */
export class RoomObject extends DurableObject<Bindings> implements RoomCalls {
  readonly #config;
  readonly #log;
  #host: Promise<RoomHost> | undefined;

  constructor(context: DurableObjectState, bindings: Bindings) {
    super(context, bindings);
    this.#config = readSettings(bindings);
    this.#log = openConsoleLog(this.#config.logLevel);
  }

  get #kept(): Kept | undefined {
    return this.ctx.storage.kv.get<Kept>(KEPT);
  }

  /** Opens the room once; after a failure the next call retries. */
  #open(room: string): Promise<RoomHost> {
    this.#host ??= this.#openHost(room).catch((error: unknown) => {
      this.#host = undefined;
      throw error;
    });
    return this.#host;
  }

  async #openHost(room: string): Promise<RoomHost> {
    const directory = directoryOf(this.env);
    const storage = openRoomStorage({
      room,
      directory,
      presentation: () => this.#kept?.presentation,
      events: { found: (record) => this.#found(record) },
    });
    const authSecret = await directory.authSecret();
    return openRoomHost({ config: this.#config, log: this.#log, storage, authSecret });
  }

  #found({ id, room, ended, expiresAtMs, awaySinceMs }: PresentationRecord): void {
    if (this.#kept === undefined) {
      this.ctx.storage.kv.put<Kept>(KEPT, { room, presentation: id });
    }
    if (ended !== undefined) return;
    const awayAtMs = awaySinceMs === undefined ? Infinity : awaySinceMs + this.#config.awayMs;
    this.#wakeBy(Math.min(expiresAtMs, awayAtMs));
  }

  /** Sets the alarm unless an earlier one is set: an early alarm reschedules itself. */
  #wakeBy(atMs: number): void {
    const set = async (): Promise<void> => {
      const due = await this.ctx.storage.getAlarm();
      if (due === null || due > atMs) await this.ctx.storage.setAlarm(atMs);
    };
    this.ctx.waitUntil(set());
  }

  override async fetch(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    const headers = {
      origin: request.headers.get("Origin") ?? undefined,
      host: request.headers.get("Host") ?? undefined,
      "sec-websocket-protocol": request.headers.get("Sec-WebSocket-Protocol") ?? undefined,
    };
    const handshake = readHandshake({ url: pathname, headers });
    const asksForSocket = request.headers.get("Upgrade")?.toLowerCase() === "websocket";
    if (handshake !== undefined && asksForSocket) return this.#upgrade(request, handshake);
    const [, , room = ""] = pathname.split("/");
    return (await this.#open(room)).serve(request);
  }

  async #upgrade(request: Request, handshake: Handshake): Promise<Response> {
    const host = await this.#open(handshake.room);
    const release = host.connectionLimit.acquire(request.headers.get("X-Forwarded-For") ?? "");
    const admission: Result<Admitted, CloseReason> =
      release === undefined ? fail("overload") : await admit(host, handshake);
    const { 0: client, 1: socket } = new WebSocketPair();
    socket.accept();
    const connection = new SocketConnection(socket, {
      closed: (reason) => host.metrics.closed(reason),
      release: () => release?.(),
    });
    if (admission.ok) {
      connection.sit(admission.value.enter(connection));
    } else {
      this.#log.info({ reason: admission.problem }, "connection refused");
      connection.close(admission.problem);
    }
    const offered = request.headers.get("Sec-WebSocket-Protocol") ?? "";
    const isOurs = offered.split(",").some((protocol) => protocol.trim() === SUBPROTOCOL);
    return new Response(null, {
      status: 101,
      webSocket: client,
      headers: isOurs ? { "Sec-WebSocket-Protocol": SUBPROTOCOL } : {},
    });
  }

  async live<Name extends RoomCall>(
    name: Name,
    args: Parameters<LivePresentations[Name]>,
  ): Promise<Awaited<ReturnType<LivePresentations[Name]>>> {
    const [first] = args;
    if (name === "extend") this.#wakeBy(Number(args[1]));
    const { rooms } = await this.#open(typeof first === "string" ? first : first.room);
    const call = rooms[name].bind(rooms) as (...given: readonly unknown[]) => unknown;
    return (await call(...args)) as Awaited<ReturnType<LivePresentations[Name]>>;
  }

  async watch(record: PresentationRecord): Promise<void> {
    this.#found(record);
  }

  async catalogueChanged(project: string): Promise<void> {
    await (await this.#host)?.catalogue.refresh(project);
  }

  async recordStatus(project: string, change: StatusChange): Promise<void> {
    const host = await this.#host;
    await host?.catalogue.refresh(project);
    await host?.rooms.recordStatus(project, change);
  }

  /** Opening the room ends its presentation if that is due. */
  override async alarm(): Promise<void> {
    const kept = this.#kept;
    if (kept === undefined) return;
    const { storage } = await this.#open(kept.room);
    await scheduler.wait(LOOK_AGAIN_MS);
    // Sets the next alarm, unless the presentation has ended.
    await storage.presentations.find(kept.presentation);
  }
}
