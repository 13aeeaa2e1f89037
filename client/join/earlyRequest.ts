import { ANSWER_MS } from "../session/answerMs.ts";

/** A call that is sent before the scripts are loaded. */
export interface EarlyRequest {
  readonly url: string;
  /** JSON text. */
  readonly body: string;
}

/** Sends the request now. The returned `fetch` answers the first identical request with its response, and sends all others. */
export function sendEarly({ url, body }: EarlyRequest): typeof fetch {
  const abort = new AbortController();
  let early: Promise<Response> | undefined = fetch(url, {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/json" },
    body,
    signal: abort.signal,
  });
  const timer = setTimeout(() => abort.abort(), ANSWER_MS);
  const arrived = () => clearTimeout(timer);
  // The response may never be used.
  early.then(arrived, arrived);
  return (input, init) => {
    const answer = input === url && init?.body === body ? early : undefined;
    if (answer === undefined) return fetch(input, init);
    early = undefined;
    init?.signal?.addEventListener("abort", () => abort.abort());
    return answer;
  };
}
