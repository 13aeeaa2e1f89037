import { NOW_HEADER } from "../../schema/protocol/api.ts";
import type { ServerTime, Clock } from "../base/clock.ts";
import type { PageSignals } from "../base/pageSignals.ts";
import { ANSWER_MS } from "./answerMs.ts";

export interface RequestsOptions {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  /** Absent outside a browser. */
  readonly page: Pick<PageSignals, "isHidden" | "onVisibility" | "onReturn"> | undefined;
  readonly time: Pick<ServerTime, "hear">;
}

/**
 * Fetches a response with its whole body. Rejects after `silenceMs` of silence (`ANSWER_MS`). When the network or the
 * page returns, the request may hang on a dead connection: a `repeatable` one is then dropped and sent again.
 */
export type Request = (
  url: string,
  init: RequestInit,
  repeatable: boolean,
  silenceMs?: number,
) => Promise<Response>;

const BODYLESS: ReadonlySet<number> = new Set([204, 205, 304]);

async function readWhole(response: Response, arrived: () => void): Promise<Response> {
  const { status, headers } = response;
  if (BODYLESS.has(status) || response.body === null)
    return new Response(null, { status, headers });
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Response(new Blob(chunks), { status, headers });
    arrived();
    chunks.push(value);
  }
}

export function openRequests({ fetch, clock, page, time }: RequestsOptions): Request {
  return async function request(url, init, repeatable, silenceMs = ANSWER_MS) {
    const abort = new AbortController();
    const { signal } = abort;
    let returned = false;
    // Rejects independently of `fetch`: a substitute may ignore the signal.
    const dropped = new Promise<never>((_resolve, reject) => {
      signal.addEventListener("abort", () => reject(new Error("no answer")));
    });
    let cancel = clock.after(silenceMs, () => abort.abort());
    const renew = () => {
      cancel();
      cancel = clock.after(silenceMs, () => abort.abort());
    };
    const comeBack = () => {
      if (page?.isHidden() === true) return;
      returned = true;
      abort.abort();
    };
    const stops =
      page !== undefined && repeatable
        ? [page.onReturn(comeBack), page.onVisibility(comeBack)]
        : [];
    const askedAtMs = clock.now();
    try {
      const response = await Promise.race([fetch(url, { ...init, signal }), dropped]);
      renew();
      const serverMs = response.headers.get(NOW_HEADER);
      if (serverMs !== null) time.hear(Number(serverMs), askedAtMs);
      return await Promise.race([readWhole(response, renew), dropped]);
    } catch (error) {
      if (!returned) throw error;
    } finally {
      cancel();
      for (const stop of stops) stop();
    }
    return request(url, init, repeatable, silenceMs);
  };
}
