import type { Log } from "../../log.ts";
import type { Clock } from "../../time/clock.ts";
import type { Engine, Session } from "./engine.ts";

/** Bounds of the random delay between two attempts, so that not all processes reconnect at once. */
const SOONEST_MS = 100;
const LATEST_MS = 1000;

export interface ReconnectEvents<Opened extends Session> {
  heard(this: void, channel: string, message: Buffer): void;
  missed(this: void): void;
  /** A session was opened; it is used once this has resolved. */
  opening(session: Opened): Promise<unknown>;
  opened(): void;
  /** The opening or open session has ended. */
  lost(): void;
}

export interface ReconnectDependencies {
  readonly clock: Clock;
  readonly log: Log;
  /** From 0 up to 1. */
  readonly random: () => number;
}

export interface Reconnect {
  /** Resolves after the first attempt, successful or not. */
  readonly tried: Promise<void>;
  /** Idempotent. */
  close(): Promise<void>;
}

/** Keeps a session open until `close`: when one is lost, it opens another. */
export function openReconnect<Opened extends Session>(
  engine: Engine<Opened>,
  { clock, log, random }: ReconnectDependencies,
  events: ReconnectEvents<Opened>,
): Reconnect {
  const { host } = engine;
  const tried = Promise.withResolvers<void>();
  /** Last logged state, so that an outage is one line. */
  let said = "";
  let session: Opened | undefined;
  let isOver = false;
  let wake = (): void => undefined;

  const tell = (outcome: string): void => {
    if (outcome === said) return;
    said = outcome;
    if (outcome === "up") log.info({ host }, "relay connected");
    else log.error({ code: "relay_away", reason: outcome, host }, "relay disconnected");
  };

  /** Resolves only on closing; rejects when the session is lost or could not be opened. */
  const hold = async (): Promise<void> => {
    const lost = Promise.withResolvers<never>();
    lost.promise.catch(() => undefined);
    const opened = await engine.openSession(clock, {
      heard: events.heard,
      missed: events.missed,
      lost: lost.reject,
    });
    session = opened;
    try {
      if (isOver) return;
      await Promise.race([events.opening(opened), lost.promise]);
      if (isOver) return;
      opened.begun?.();
      tell("up");
      events.opened();
      tried.resolve();
      await lost.promise;
    } finally {
      session = undefined;
      events.lost();
      await opened.close();
    }
  };

  const pause = async (): Promise<void> => {
    const waitMs = SOONEST_MS + random() * (LATEST_MS - SOONEST_MS);
    await new Promise<void>((resolve) => {
      const cancel = clock.after(waitMs, resolve);
      wake = () => {
        cancel();
        resolve();
      };
    });
  };

  const run = async (): Promise<void> => {
    try {
      await hold();
    } catch (error) {
      if (!isOver) tell(engine.reasonOf(error));
    }
    tried.resolve();
    if (isOver) return;
    await pause();
    if (!isOver) void run();
  };
  void run();

  return {
    tried: tried.promise,
    close: async () => {
      isOver = true;
      wake();
      await session?.close();
    },
  };
}
