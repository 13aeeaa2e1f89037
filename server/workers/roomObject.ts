import { randomUUID } from "node:crypto";
import { CLOSE, SUBPROTOCOL, type CloseReason } from "../../schema/protocol/protocol.ts";
import { fail, type Result } from "../../schema/values/result.ts";
import { admit, type Admitted } from "../gateway/admission.ts";
import { readHandshake, type Handshake } from "../gateway/handshake.ts";
import type { LivePresentations, StatusChanges } from "../rooms/livePresentations.ts";
import type { ConnectionKey, FindConnection, HibernatedRoom } from "../rooms/hibernatedRoom.ts";
import type { PresentationRecord } from "../storage/storage.ts";
import { systemClock } from "../time/clock.ts";
import { directoryOf, type Bindings, type RoomCall, type RoomCalls } from "./bindings.ts";
import { openConsoleLog } from "./log.ts";
import { KeptHibernation } from "./room/hibernation.ts";
import { openRestingClock } from "./room/restingClock.ts";
import { attachmentOf, SocketConnection, type SocketAttachment } from "./room/socketConnection.ts";
import { openRoomHost, type RoomHost } from "./room/roomHost.ts";
import { openRoomStorage } from "./room/roomStorage.ts";
import { readSettings } from "./settings.ts";
import { RoomDatabaseObject } from "./storage/roomDatabaseObject.ts";

/** How long an alarm that finds the presentation's end due waits for the rooms to end it. */
const LOOK_AGAIN_MS = 1000;
/** A state that has not changed for this long is kept, and the object rests. */
const QUIET_MS = 1000;
/** Rooms are swept at most this often. */
const SWEEP_MS = 1000;

/** Stored, so that an object evicted from memory can end its presentation in time. */
interface Kept {
  readonly room: string;
  readonly presentation: string;
}
const KEPT = "presentation";

const keyOf: ConnectionKey = (connection) =>
  connection instanceof SocketConnection ? connection.key : undefined;

/**
 * One room of one presentation. While it is idle it has no timers, so the platform may release its memory; the next
 * message, call or alarm restores the room with everybody who is connected.
 */
export class RoomObject extends RoomDatabaseObject implements RoomCalls {
  readonly #config;
  readonly #log;
  readonly #clock = openRestingClock(systemClock, () => this.#settle());
  readonly #hibernation: KeptHibernation;
  readonly #connections = new WeakMap<WebSocket, SocketConnection>();
  #opening: Promise<RoomHost> | undefined;
  #host: RoomHost | undefined;
  /** Events that are being handled. */
  #events = 0;
  /** The state seen last, and the one that is stored. */
  #seen = "";
  #stored = "";
  #sweptAtMs = 0;
  /** When the presentation ends by itself, as far as known. */
  #endAtMs = Infinity;
  /** The record as last read. */
  #record: PresentationRecord | undefined;
  /** When the alarm is due. */
  #alarm: Promise<number> | undefined;

  constructor(context: DurableObjectState, bindings: Bindings) {
    super(context, bindings);
    this.#config = readSettings(bindings);
    this.#log = openConsoleLog(this.#config.logLevel);
    this.#hibernation = new KeptHibernation(context.storage.kv);
  }

  get #kept(): Kept | undefined {
    return this.ctx.storage.kv.get<Kept>(KEPT);
  }

  /** Handles an event: until then, and while timers are pending, the object stays awake. */
  async #during<Value>(handle: () => Promise<Value>): Promise<Value> {
    this.#events += 1;
    this.#wake();
    try {
      return await handle();
    } finally {
      this.#events -= 1;
      this.#settle();
    }
  }

  /** Work that became due during hibernation is done before the event that woke the object: a token may have expired. */
  #wake(): void {
    if (!this.#clock.isResting) return;
    this.#clock.wake();
    this.#sweep();
  }

  #sweep(): void {
    const nowMs = this.#clock.now();
    if (nowMs - this.#sweptAtMs < SWEEP_MS) return;
    this.#sweptAtMs = nowMs;
    this.#host?.rooms.sweep();
  }

  /**
   * Stores a state that no longer changes, and lets the object rest: at once if the event changed nothing, as with
   * clients' heartbeats.
   */
  #settle(): void {
    const host = this.#host;
    if (this.#events > 0 || this.#clock.isBusy || this.#clock.isResting || host === undefined)
      return;
    const hibernation = host.rooms.hibernate(this.#kept?.room ?? "", keyOf);
    if (hibernation === undefined) {
      if (this.#stored !== "") this.#hibernation.clear();
      this.#stored = "";
    } else if (!this.#keep(hibernation.room) || !hibernation.isWhole) return;
    this.#wakeBy(Math.min(hibernation?.sweepByMs ?? Infinity, this.#clock.dueMs, this.#endAtMs));
    this.#clock.rest();
  }

  /** Stores a room that has not changed for `QUIET_MS`. Returns whether it is stored. */
  #keep({ record, ...live }: HibernatedRoom): boolean {
    // The rooms' record is the one of the last admission, but for its expiry.
    const { expiresAtMs } = record;
    const room = { ...live, record: { ...(this.#record ?? record), expiresAtMs } };
    const state = this.#hibernation.describe(room);
    if (state === this.#stored) return true;
    if (state === this.#seen) {
      this.#hibernation.write(room);
      this.#stored = state;
      return true;
    }
    this.#seen = state;
    this.#clock.after(QUIET_MS, () => undefined);
    return false;
  }

  /** Opens the room once; after a failure the next call retries. */
  #open(room: string): Promise<RoomHost> {
    this.#opening ??= this.#openHost(room).catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  async #openHost(room: string): Promise<RoomHost> {
    const directory = directoryOf(this.env);
    const storage = openRoomStorage({
      room,
      directory,
      own: this,
      presentation: () => this.#kept?.presentation,
      events: { found: (record) => this.#found(record) },
    });
    const host = await openRoomHost({
      config: this.#config,
      log: this.#log,
      storage,
      clock: this.#clock,
      authSecret: () => directory.authSecret(),
    });
    try {
      if (this.#isHibernated) await this.#restore(host);
      else {
        this.#hibernation.clear();
        await host.rooms.restore();
      }
    } catch (error) {
      await host.rooms.close();
      throw error;
    }
    this.#host = host;
    return host;
  }

  /** Whether there are sockets from before hibernation. Without them, the stored connections are closed ones. */
  get #isHibernated(): boolean {
    return this.#isClosing || this.ctx.getWebSockets().length > 0;
  }
  /** A socket that the platform no longer lists has closed. */
  #isClosing = false;

  /** Restores the sockets kept by the platform. A socket without a stored participant is closed and reconnects. */
  async #restore(host: RoomHost): Promise<void> {
    const kept = this.#hibernation.read();
    const found = new Map<string, SocketConnection>();
    const lost: SocketConnection[] = [];
    const known = new Set(kept?.participants.map(({ key }) => key));
    for (const socket of this.ctx.getWebSockets()) {
      const connection = this.#connect(socket, attachmentOf(socket), host);
      if (known.has(connection.key)) found.set(connection.key, connection);
      else lost.push(connection);
    }
    const find: FindConnection = (key) => found.get(key);
    const entries = kept && (await host.rooms.wake(kept, find));
    for (const [key, connection] of found) {
      const entry = entries?.get(key);
      if (entry === undefined) connection.close("overload");
      else connection.sit(entry);
    }
    for (const connection of lost) connection.close("restart");
    if (kept !== undefined && entries !== undefined) {
      this.#found(kept.record);
      host.rooms.sweep();
    }
  }

  /** Connects an accepted or restored socket. The limit was checked before: here it only counts, and refuses none. */
  #connect(
    socket: WebSocket,
    { key, address }: SocketAttachment,
    host: RoomHost,
  ): SocketConnection {
    const held = host.connectionLimit.acquire(address);
    const connection = new SocketConnection(socket, key, {
      closed: (reason) => host.metrics.closed(reason),
      release: () => held?.release(),
    });
    this.#connections.set(socket, connection);
    return connection;
  }

  #found(record: PresentationRecord): void {
    const { id, room, ended, expiresAtMs, awaySinceMs } = record;
    this.#record = record;
    if (this.#kept === undefined) {
      this.ctx.storage.kv.put<Kept>(KEPT, { room, presentation: id });
    }
    const awayAtMs = awaySinceMs === undefined ? Infinity : awaySinceMs + this.#config.awayMs;
    this.#endAtMs = ended === undefined ? Math.min(expiresAtMs, awayAtMs) : Infinity;
    this.#wakeBy(this.#endAtMs);
  }

  /** Sets the alarm unless an earlier one is set: an early alarm reschedules itself. */
  #wakeBy(atMs: number): void {
    if (atMs === Infinity) return;
    const { storage } = this.ctx;
    const before = this.#alarm;
    const set = async (): Promise<number> => {
      const known = await before?.catch(() => undefined);
      const dueMs = known ?? (await storage.getAlarm()) ?? Infinity;
      if (dueMs <= atMs) return dueMs;
      await storage.setAlarm(atMs);
      return atMs;
    };
    this.#alarm = set();
    this.ctx.waitUntil(this.#alarm);
  }

  override fetch(request: Request): Promise<Response> {
    return this.#during(async () => {
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
    });
  }

  async #upgrade(request: Request, handshake: Handshake): Promise<Response> {
    const host = await this.#open(handshake.room);
    const address = request.headers.get("X-Forwarded-For") ?? "";
    const held = host.connectionLimit.acquire(address);
    let admission: Result<Admitted, CloseReason>;
    try {
      admission = held === undefined ? fail("overload") : await admit(host, handshake);
    } finally {
      held?.release();
    }
    const { 0: client, 1: socket } = new WebSocketPair();
    if (admission.ok) {
      this.ctx.acceptWebSocket(socket);
      const attachment: SocketAttachment = { key: randomUUID(), address };
      socket.serializeAttachment(attachment);
      const connection = this.#connect(socket, attachment, host);
      connection.sit(admission.value.enter(connection));
    } else {
      this.#log.info({ reason: admission.problem }, "connection refused");
      host.metrics.closed(admission.problem);
      // The platform would deliver the close of a socket that may hibernate 10 s later.
      socket.accept();
      socket.close(CLOSE[admission.problem], admission.problem);
    }
    const offered = request.headers.get("Sec-WebSocket-Protocol") ?? "";
    const isOurs = offered.split(",").some((protocol) => protocol.trim() === SUBPROTOCOL);
    return new Response(null, {
      status: 101,
      webSocket: client,
      headers: isOurs ? { "Sec-WebSocket-Protocol": SUBPROTOCOL } : {},
    });
  }

  /**
   * Messages are handled in order, including those that wait until the room is restored: before that, the connection
   * has no entry in the room.
   */
  override webSocketMessage(
    socket: WebSocket,
    message: ArrayBuffer | string,
  ): void | Promise<void> {
    const connection = this.#connections.get(socket);
    if (connection === undefined || this.#host === undefined) {
      return this.#during(async () => {
        await this.#reopen();
        this.#connections.get(socket)?.receive(message);
      });
    }
    this.#wake();
    connection.receive(message);
    this.#settle();
  }

  override webSocketClose(socket: WebSocket): Promise<void> {
    return this.#during(async () => {
      this.#isClosing = this.#opening === undefined;
      await this.#reopen();
      this.#connections.get(socket)?.gone();
    });
  }

  override webSocketError(socket: WebSocket): Promise<void> {
    return this.webSocketClose(socket);
  }

  /** Restores the room of a socket. If that fails, the sockets are closed, and their clients try again. */
  async #reopen(): Promise<void> {
    const kept = this.#kept;
    if (kept === undefined) return;
    try {
      await this.#open(kept.room);
    } catch (error) {
      this.#log.error(
        { err: error, room: kept.room, code: "room_not_loaded" },
        "restoring a hibernated room failed",
      );
      for (const socket of this.ctx.getWebSockets()) socket.close(CLOSE.overload, "overload");
    }
  }

  async live<Name extends RoomCall>(
    name: Name,
    args: Parameters<LivePresentations[Name]>,
  ): Promise<Awaited<ReturnType<LivePresentations[Name]>>> {
    const answer = await this.#during(async () => {
      const [first] = args;
      const { rooms } = await this.#open(typeof first === "string" ? first : first.room);
      if (name === "extend") this.#endAtMs = Number(args[1]);
      const call = rooms[name].bind(rooms) as (...given: readonly unknown[]) => unknown;
      return await call(...args);
    });
    return answer as Awaited<ReturnType<LivePresentations[Name]>>;
  }

  async watch(record: PresentationRecord): Promise<void> {
    this.#found(record);
  }

  /** A hibernated room reads the catalogue when it wakes. */
  async catalogueChanged(project: string): Promise<void> {
    if (this.#opening === undefined) return;
    await this.#during(async () => {
      await (await this.#opening)?.catalogue.refresh(project);
    });
  }

  async recordStatuses(project: string, changes: StatusChanges): Promise<void> {
    const kept = this.#kept;
    if (kept === undefined || (this.#opening === undefined && !this.#isHibernated)) return;
    await this.#during(async () => {
      const host = await this.#open(kept.room);
      await host.catalogue.refresh(project);
      await host.rooms.recordStatuses(project, changes);
    });
  }

  /** Opening the room, or waking its timers, ends the presentation if that is due. */
  override async alarm(): Promise<void> {
    this.#alarm = Promise.resolve(Infinity);
    const kept = this.#kept;
    if (kept === undefined) return;
    await this.#during(async () => {
      const { storage } = await this.#open(kept.room);
      this.#sweep();
      if (this.#endAtMs > this.#clock.now()) return;
      await scheduler.wait(LOOK_AGAIN_MS);
      // Sets the next alarm, unless the presentation has ended.
      await storage.presentations.find(kept.presentation);
    });
  }
}
