import express, { type Request, type RequestHandler, type Response } from "express";
import { FRAMES_TYPE, packFrames } from "../../../schema/protocol/frames.ts";
import { MAX_AWARENESS_BYTES } from "../../../schema/presentation/awareness.ts";
import type { CloseReason } from "../../../schema/protocol/protocol.ts";
import { fail, succeed, type Result } from "../../../schema/values/result.ts";
import type { RoomClaims } from "../../access/identity.ts";
import type { Clock } from "../../time/clock.ts";
import { encodeStep1 } from "../../protocol/encodeFrames.ts";
import { peekKind } from "../../protocol/decodeFrames.ts";
import type { RoomMetrics } from "../../rooms/metrics.ts";
import type { Tab } from "../../rooms/remoteCommands.ts";
import { callerAddress, type TrustsProxy } from "../../net/clientAddress.ts";
import type { ConnectionLimit } from "../connectionLimit.ts";
import { authenticate, type AdmissionDependencies } from "../admission.ts";
import { answerOtherMethods } from "../../net/otherMethods.ts";
import { SseConnection } from "./sseConnection.ts";
import { answerProblem, handshakeOf, refuse, seatOf, sinceOf } from "./request.ts";
import { Tabs, keyOf, tabOf, type PollingEntry } from "./tabs.ts";
import { PollingConnection } from "./pollingConnection.ts";

export interface FallbackDependencies extends AdmissionDependencies {
  readonly trustProxy: TrustsProxy;
  /** Shared with the WebSocket gateway. */
  readonly connectionLimit: ConnectionLimit;
  readonly clock: Clock;
  readonly metrics: Pick<RoomMetrics, "closed">;
}

type Placed = Result<Pick<PollingEntry, "connection" | "seat">, CloseReason>;

export interface Fallback {
  readonly handle: RequestHandler;
  /** Idempotent. */
  close(): void;
}

/** The 64 bytes are for the ids and lengths around the state in an awareness frame. */
const FRAME_LIMIT = MAX_AWARENESS_BYTES + 64;

/**
 * Transports for viewers whose network blocks WebSockets: server-sent events and polling. They use the same rooms and
 * the same admission, and cannot write the document.
 */
export function openFallback(dependencies: FallbackDependencies): Fallback {
  const { connectionLimit, clock, metrics, rooms } = dependencies;
  const seats = new Tabs(clock);
  rooms.listenToTabs({
    attention: (tab, frame) => seats.receiveFromElsewhere(tab, frame),
    polled: (tab) => seats.polledElsewhere(tab),
  });
  const entering = new Map<string, Promise<Placed>>();
  let open = true;
  const closed = (reason: CloseReason) => metrics.closed(reason);

  const viewer = async (request: Request): Promise<Result<RoomClaims, CloseReason>> => {
    const claims = await authenticate(dependencies, handshakeOf(request));
    return claims.ok && claims.value.role === "agent" ? fail("forbidden") : claims;
  };

  const enter = async (request: Request, claims: RoomClaims) => {
    if (!open) return fail("restart" as const);
    const held = connectionLimit.acquire(callerAddress(request, dependencies.trustProxy));
    if (held === undefined) return fail("overload" as const);
    const admission = await rooms.admit(claims).catch((error: unknown) => {
      held.release();
      throw error;
    });
    if (!admission.ok) held.release();
    return admission.ok ? succeed({ ...admission.value, held }) : admission;
  };

  const stream = async (request: Request, response: Response): Promise<void> => {
    const [seatName, since] = [seatOf(request), sinceOf(request)];
    if (seatName === undefined || since === undefined) {
      return answerProblem(response, 400, "invalid_body");
    }
    const claims = await viewer(request);
    if (!claims.ok) return refuse(response, claims.problem);
    const place = await enter(request, claims.value);
    if (!place.ok) return refuse(response, place.problem);
    const { held } = place.value;
    if (response.destroyed) {
      place.value.abandon();
      return held.release();
    }
    const connection = new SseConnection(response, closed);
    const seat = place.value.enter(connection);
    const leave = seats.addSse(tabOf(claims.value, seatName), {
      connection,
      seat,
      held,
      spokeAtMs: undefined,
    });
    response.once("close", leave);
    seat.receive(encodeStep1(since));
  };

  const placeOf = (request: Request, claims: RoomClaims, seatName: string): Promise<Placed> => {
    const tab = tabOf(claims, seatName);
    const known = seats.polling(tab);
    if (known !== undefined) return Promise.resolve(succeed(known));
    // Polls that arrive while their tab is being admitted share its entry: each entry has rate limits of its own.
    const key = keyOf(tab);
    const pending = entering.get(key) ?? enterPolling(request, claims, tab);
    entering.set(key, pending);
    return pending.finally(() => {
      if (entering.get(key) === pending) entering.delete(key);
    });
  };

  const enterPolling = async (request: Request, claims: RoomClaims, tab: Tab): Promise<Placed> => {
    const admitted = await enter(request, claims);
    if (!admitted.ok) return admitted;
    const connection = new PollingConnection(closed);
    const seat = admitted.value.enter(connection);
    const { held } = admitted.value;
    const place = { connection, seat, held };
    seats.addPolling(tab, place);
    return succeed(place);
  };

  const poll = async (request: Request, response: Response): Promise<void> => {
    const [seatName, since] = [seatOf(request), sinceOf(request)];
    if (seatName === undefined || since === undefined) {
      return answerProblem(response, 400, "invalid_body");
    }
    const claims = await viewer(request);
    if (!claims.ok) return refuse(response, claims.problem);
    const place = await placeOf(request, claims.value, seatName);
    if (!place.ok) return refuse(response, place.problem);
    rooms.polled(tabOf(claims.value, seatName));
    const { connection, seat } = place.value;
    const { update, frames } = connection.poll(seat, since);
    if (connection.closedFor !== undefined) return refuse(response, connection.closedFor);
    const wantsFrames = request.get("Accept") === FRAMES_TYPE;
    const body = wantsFrames ? packed(frames) : update;
    if (body === undefined) return void response.status(204).end();
    // Not with `send`, which answers 304 to `If-None-Match: *`: this body has no ETag.
    response.type(wantsFrames ? FRAMES_TYPE : "application/octet-stream");
    // A copy: the same bytes go to others, and a runtime with web streams detaches the buffers that it sends.
    response.set("Content-Length", String(body.byteLength)).end(Buffer.from(body));
  };

  const peek = async (request: Request, response: Response): Promise<void> => {
    const claims = await viewer(request);
    if (claims.ok) response.status(200).end();
    else refuse(response, claims.problem);
  };

  const attend = async (request: Request, response: Response): Promise<void> => {
    const seatName = seatOf(request);
    const frame: unknown = request.body;
    const isAwareness = frame instanceof Uint8Array && peekKind(frame) === "awareness";
    if (seatName === undefined || !isAwareness) {
      return answerProblem(response, 400, "invalid_body");
    }
    const claims = await viewer(request);
    if (!claims.ok) return refuse(response, claims.problem);
    const tab = tabOf(claims.value, seatName);
    if (!seats.receive(tab, frame)) {
      if (!seats.mayForward(tab)) return refuse(response, "too_many_messages");
      if (!(await rooms.forwardAttention(tab, frame))) return refuse(response, "unknown_room");
    }
    response.status(204).end();
  };

  const router = express.Router();
  router.use((_request, response, next) => {
    response.set("Cache-Control", "no-store, no-transform");
    next();
  });
  // Express would hand HEAD to the handlers of GET, which take a seat.
  router.head(["/:room/events", "/:room/state"], peek);
  router.get("/:room/events", stream);
  router.get("/:room/state", poll);
  const bytes = express.raw({ type: "application/octet-stream", limit: FRAME_LIMIT });
  router.post("/:room/attention", bytes, attend);
  answerOtherMethods(router, (response) => answerProblem(response, 405, "method_not_allowed"));
  return {
    handle: router,
    close: () => {
      open = false;
      seats.close();
    },
  };
}

const packed = (frames: readonly Uint8Array[]): Uint8Array | undefined =>
  frames.length === 0 ? undefined : packFrames(frames);
