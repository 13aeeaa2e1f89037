import { createWriteStream } from "node:fs";
import { Agent as PlainAgent, request as requestPlain, type IncomingMessage } from "node:http";
import { Agent as SecureAgent, request as requestSecure } from "node:https";
import type { LookupFunction } from "node:net";
import { pipeline } from "node:stream/promises";
import { addressFault, publicLookup } from "../net/publicAddress.ts";

const MOST_BYTES = 32 * 1024 * 1024;
const MOST_REDIRECTS = 3;
/** Connections to one server at once. */
const MOST_CONNECTIONS = 6;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Downloads an address to a file. Rejects with a reason that follows the address in a sentence. */
export type Download = (url: string, path: string, signal: AbortSignal) => Promise<void>;

export interface DownloadOptions {
  /** Private addresses and plain http are allowed too. */
  readonly allowPrivate: boolean;
  /** As `dns.lookup`. */
  readonly lookup: LookupFunction;
}

/** Throws once more than `MOST_BYTES` have passed. */
async function* limited(answer: IncomingMessage): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    bytes += part.byteLength;
    if (bytes > MOST_BYTES) throw new Error("is larger than 32 MB");
    yield part;
  }
}

/** Reads only from public addresses unless others are allowed; redirects included. */
export function openDownload({ allowPrivate, lookup }: DownloadOptions): Download {
  const checked = { lookup: allowPrivate ? lookup : publicLookup(lookup) };
  const connections = { ...checked, keepAlive: true, maxSockets: MOST_CONNECTIONS };
  const plain = new PlainAgent(connections);
  const secure = new SecureAgent(connections);

  const ask = (url: URL, signal: AbortSignal): Promise<IncomingMessage> => {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const isSecure = url.protocol === "https:";
    const options = { signal, agent: isSecure ? secure : plain, headers: { accept: "image/*" } };
    const request = (isSecure ? requestSecure : requestPlain)(url, options);
    request.on("response", resolve);
    request.on("error", reject);
    request.end();
    return promise;
  };

  return async (first, path, signal) => {
    let address = first;
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      // An IP address is not looked up, so it is checked here.
      const fault = addressFault(address, allowPrivate);
      if (fault !== undefined) throw new Error(fault);
      const answer = await ask(new URL(address), signal);
      const { statusCode: status = 0, headers } = answer;
      if (status === 200) return pipeline(limited(answer), createWriteStream(path));
      answer.destroy();
      if (!REDIRECTS.has(status)) throw new Error(`answers ${status}`);
      address = URL.parse(headers.location ?? "", address)?.href ?? "";
    }
    throw new Error(`leads on more than ${MOST_REDIRECTS} times`);
  };
}
