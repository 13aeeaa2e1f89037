import * as encoding from "lib0/encoding";
import * as syncProtocol from "y-protocols/sync";
import type { WebsocketProvider } from "y-websocket";
import { MESSAGE } from "../../../schema/protocol/protocol.ts";
import type { Clock } from "../../base/clock.ts";
import type { PageSignals } from "../../base/pageSignals.ts";

/** Timeout of a probe after a return; the socket is dropped then. */
const RETURN_ANSWER_MS = 1_500;
/** Interval of the checks. */
const LOOK_MS = 500;
/** A socket silent for `quietMs` is probed, and dropped once it is silent for `silentMs`. */
const WATCHING = { quietMs: 5_000, silentMs: 9_000 };
/** Silence after which a presenter's socket is probed: a presenter must see within 5 s that the connection is lost. */
const PRESENTING = { quietMs: 2_000, silentMs: 4_000 };
/**
 * Timeout of the first attempt. Each later one, which may be lost in a tunnel, has a longer timeout than the one before.
 */
const FIRST_PATIENCE_MS = 4_000;
const PATIENCE_STEP_MS = 2_000;
const LONGEST_PATIENCE_MS = 5_000;

/** Closes the socket, if any, and opens another at once, without the backoff of failed attempts. */
export function reconnect(provider: WebsocketProvider): void {
  provider.disconnect();
  provider.connect();
}

/** Requests the document's difference, which every y-websocket server answers. */
function ask(provider: WebsocketProvider): void {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.sync);
  syncProtocol.writeSyncStep1(encoder, provider.doc);
  provider.ws?.send(encoding.toUint8Array(encoder));
}

const patienceMs = ({ wsUnsuccessfulReconnects: failures }: WebsocketProvider): number =>
  failures === 0 ? FIRST_PATIENCE_MS : Math.min(failures * PATIENCE_STEP_MS, LONGEST_PATIENCE_MS);

export interface LivenessProbeOptions {
  readonly provider: () => WebsocketProvider;
  readonly page: PageSignals;
  readonly clock: Clock;
  readonly presents: boolean;
  /** Whether the transport answers probes; the others send heartbeats by themselves. */
  readonly answers: () => boolean;
  /** Called before a socket is dropped that has been silent since `sinceMs`. */
  readonly lost: (sinceMs: number) => void;
}

export interface LivenessProbe {
  /** Probes now, and drops the socket if no frame comes back. */
  probe(): void;
  /** Idempotent. */
  close(): void;
}

/**
 * Detects sockets that are dead without a close event, after a phone's sleep, a tunnel or a proxy. Probes when the page
 * returns and after silence, and drops a socket that does not answer.
 */
export function openLivenessProbe(options: LivenessProbeOptions): LivenessProbe {
  const { provider, page, clock, presents, answers } = options;
  const { quietMs: askAfterMs, silentMs } = presents ? PRESENTING : WATCHING;
  let seen: { readonly socket: unknown; readonly heard: number } | undefined;
  let changedAtMs = clock.now();
  let asked = false;
  let cancelAnswer: (() => void) | undefined;
  let cancelLook: () => void = () => {};

  function drop(dropped: WebsocketProvider, silentSinceMs: number): void {
    options.lost(silentSinceMs);
    reconnect(dropped);
  }

  function look(): void {
    cancelLook = clock.after(LOOK_MS, look);
    const looked = provider();
    const { ws: socket, wsLastMessageReceived: heard } = looked;
    const changed = seen?.socket !== socket || seen?.heard !== heard;
    if (changed || page.isHidden()) {
      seen = { socket, heard };
      changedAtMs = clock.now();
      asked = false;
      return;
    }
    if (socket === null) return;
    const quietMs = clock.now() - changedAtMs;
    if (quietMs >= (looked.synced ? silentMs : patienceMs(looked))) {
      return drop(looked, changedAtMs);
    }
    if (!looked.synced || asked || quietMs < askAfterMs) return;
    asked = true;
    ask(looked);
  }

  function probe(): void {
    cancelAnswer?.();
    const probed = provider();
    if (!probed.shouldConnect) return;
    if (!probed.wsconnected || !answers()) return reconnect(probed);
    const heardBefore = probed.wsLastMessageReceived;
    const askedAtMs = clock.now();
    ask(probed);
    cancelAnswer = clock.after(RETURN_ANSWER_MS, () => {
      const silent = probed.wsconnected && probed.wsLastMessageReceived === heardBefore;
      if (silent && probed === provider()) drop(probed, askedAtMs);
    });
  }

  const stopVisibility = page.onVisibility(() => {
    if (!page.isHidden()) probe();
  });
  look();
  return {
    probe,
    close: () => {
      cancelAnswer?.();
      cancelLook();
      stopVisibility();
    },
  };
}
