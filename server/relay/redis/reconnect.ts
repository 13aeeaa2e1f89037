import type { Log } from "../../log.ts";
import type { Clock } from "../../time/clock.ts";
import type { Address, Server } from "./connectionPair.ts";
import { reasonOf } from "./errors.ts";
import { openSession, type Session } from "./session.ts";

/** From one attempt to the next, at random between the two, so that not all processes come at once. */
const SOONEST_MS = 100;
const LATEST_MS = 1000;

export interface ReconnectEvents {
  heard(this: void, channel: string, message: Buffer): void;
  /** There is a session; it is only of use once this has resolved. */
  opening(session: Session): Promise<unknown>;
  opened(): void;
  /** The session that was opening or open is no more. */
  lost(): void;
}

export interface ReconnectDependencies {
  readonly url: string;
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

/** Has a session open, for ever: when one is lost it opens another. */
export function openReconnect(
  dependencies: ReconnectDependencies,
  events: ReconnectEvents,
): Reconnect {
  const { url, clock, log, random } = dependencies;
  const tried = Promise.withResolvers<void>();
  /** Where else this engine was found. */
  let known: readonly Address[] = [];
  let attempts = 0;
  /** Last logged state, so that an outage is one line. */
  let said = "";
  let session: Session | undefined;
  let isOver = false;
  let wake = (): void => undefined;

  const tell = (outcome: string): void => {
    if (outcome === said) return;
    said = outcome;
    const { host } = new URL(url);
    if (outcome === "up") log.info({ host }, "relay up");
    else log.error({ code: "relay_away", reason: outcome, host }, "relay away");
  };

  /** The URL's first, then those that the engine named. */
  const nextServer = (): Server => {
    const all: readonly (Address | undefined)[] = [undefined, ...known];
    return { url, at: all[attempts++ % all.length] };
  };

  /** Never resolves but for closing; rejects when the session is lost or never came to be. */
  const hold = async (): Promise<void> => {
    const lost = Promise.withResolvers<never>();
    lost.promise.catch(() => undefined);
    const opened = await openSession(nextServer(), clock, {
      heard: events.heard,
      lost: lost.reject,
    });
    session = opened;
    try {
      if (isOver) return;
      await Promise.race([events.opening(opened), lost.promise]);
      if (isOver) return;
      known = opened.servers;
      attempts = 0;
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
      if (!isOver) tell(reasonOf(error));
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
