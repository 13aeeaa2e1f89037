import * as encoding from "lib0/encoding";
import * as syncProtocol from "y-protocols/sync";
import type { WebsocketProvider } from "y-websocket";
import { MESSAGE } from "../../schema/protocol.ts";
import type { Clock } from "./clock.ts";
import type { PageSignals } from "./page.ts";

/** A server that has not answered a question for this long is not there. */
const ANSWER_MS = 3_000;

/** Drops whatever socket there is and opens another at once, without the backoff of failed attempts. */
function reconnect(provider: WebsocketProvider): void {
  provider.disconnect();
  provider.connect();
}

/** Asks for the document's difference, as every y-websocket server answers. */
function ask(provider: WebsocketProvider): void {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.sync);
  syncProtocol.writeSyncStep1(encoder, provider.doc);
  provider.ws?.send(encoding.toUint8Array(encoder));
}

/**
 * A phone that slept may hold a socket which nobody serves and which says nothing about it. So on every return of page
 * or network: no socket → connect at once; a socket → ask, and drop it when nothing comes back. Returns the way to stop.
 */
export function probeOnReturn(
  provider: () => WebsocketProvider,
  page: PageSignals,
  clock: Clock,
): () => void {
  let cancel: (() => void) | undefined;
  const probe = () => {
    cancel?.();
    const asked = provider();
    if (!asked.shouldConnect) return;
    if (!asked.wsconnected) return reconnect(asked);
    const heardBefore = asked.wsLastMessageReceived;
    ask(asked);
    cancel = clock.after(ANSWER_MS, () => {
      const silent = asked.wsconnected && asked.wsLastMessageReceived === heardBefore;
      if (silent && asked === provider()) reconnect(asked);
    });
  };
  const stopVisibility = page.onVisibility(() => {
    if (!page.isHidden()) probe();
  });
  const stopReturn = page.onReturn(probe);
  return () => {
    cancel?.();
    stopVisibility();
    stopReturn();
  };
}
