import { request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import type { LookupFunction } from "node:net";
import { addressFault, PrivateAddressError, publicLookup } from "../net/publicAddress.ts";

export interface PostRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

/** Posts and resolves to the answer's status. Follows no redirects and does not read the answer's body. */
export type Post = (url: string, request: PostRequest) => Promise<number>;

export interface PostOptions {
  /** Private addresses and plain http are allowed too. */
  readonly allowPrivate: boolean;
  /** As `dns.lookup`. */
  readonly lookup: LookupFunction;
}

/** Why no event may be sent to an address, as a sentence; `undefined` if it may. */
export function urlFault(text: string, allowPrivate: boolean): string | undefined {
  if (!URL.canParse(text)) return "url must be an address such as https://crm.example.com/hooks";
  const fault = addressFault(text, allowPrivate);
  return fault && `url ${fault}`;
}

/** Posts over a new connection, only to public addresses unless private ones are allowed. */
export function openPost({ allowPrivate, lookup }: PostOptions): Post {
  const connection = { agent: false, lookup: allowPrivate ? lookup : publicLookup(lookup) };
  return (text, { headers, body, signal }) => {
    // An IP address is not looked up, so it is checked here.
    const fault = urlFault(text, allowPrivate);
    if (fault !== undefined) return Promise.reject(new PrivateAddressError(fault));
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const url = new URL(text);
    const send = url.protocol === "https:" ? requestSecure : requestPlain;
    const length = { "content-length": String(Buffer.byteLength(body)) };
    const sent = send(url, {
      ...connection,
      method: "POST",
      signal,
      headers: { ...headers, ...length },
    });
    sent.on("response", (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    sent.on("error", reject);
    sent.end(body);
    return promise;
  };
}
