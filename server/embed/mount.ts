import type { IncomingMessage } from "node:http";

/** Where this server's paths begin, and which requests are its own. */
export interface MountOptions {
  /** The path of requests, `/viewings`; empty at the root. */
  readonly basePath: string;
  /** The path as browsers see it. */
  readonly publicPath: string;
  /** Whether a request comes from a trusted proxy. */
  readonly isProxy: (request: IncomingMessage) => boolean;
}

/** A request as a host may pass it on: Express keeps the whole target in `originalUrl`, and the rest in `url`. */
type HostRequest = IncomingMessage & {
  readonly originalUrl?: string | undefined;
  readonly baseUrl?: string | undefined;
};

/** First segments of all paths that are served; at the root, all others are the host's. */
const OWN = new Set([
  "agent",
  "api",
  "assets",
  "brand",
  "brand.css",
  "element.js",
  "healthz",
  "inspect",
  "media",
  "metrics",
  "openapi.json",
  "p",
  "previews",
  "r",
  "readyz",
  "replay",
  "sync",
]);

/** A request target may be an absolute URL (RFC 9112, section 3.2.2). */
const ORIGIN = /^https?:\/\/[^/?#]*/i;

const targetOf = ({ url = "/" }: IncomingMessage): string => url.replace(ORIGIN, "") || "/";

/** The rest of a target below a path, itself a target; `undefined` if it is not below. */
function below(target: string, path: string): string | undefined {
  if (!target.startsWith(path)) return undefined;
  const rest = target.slice(path.length);
  if (rest === "" || rest.startsWith("?")) return `/${rest}`;
  return rest.startsWith("/") ? rest : undefined;
}

/** The whole target, including the beginning that a host which mounts by a path has stripped. */
function wholeTarget(request: HostRequest): string {
  const { baseUrl = "", originalUrl } = request;
  const target = targetOf(request);
  const isMounted = baseUrl !== "" && originalUrl?.startsWith(baseUrl) === true;
  return isMounted ? originalUrl : target;
}

export const isOwnPath = (target: string): boolean =>
  OWN.has(/^\/([^/?#]*)/.exec(target)?.[1] ?? "");

/** A trusted proxy that strips the path sends `X-Forwarded-Prefix`. */
function isStripped(request: IncomingMessage, { publicPath, isProxy }: MountOptions): boolean {
  const prefix = request.headers["x-forwarded-prefix"];
  if (publicPath === "" || typeof prefix !== "string") return false;
  return prefix.replace(/\/$/, "") === publicPath && isProxy(request);
}

/**
 * Returns a request's target without the base path: `/agent` of `/viewings/agent`. `undefined` for targets of the host.
 * `shares`: a host serves other paths beside this server. Without a host, every request is this server's, and one
 * without the base path comes from a proxy that stripped it.
 */
export function findTarget(
  request: IncomingMessage,
  mount: MountOptions,
  shares: boolean,
): string | undefined {
  const { basePath, publicPath } = mount;
  const whole = wholeTarget(request);
  for (const path of new Set([basePath, publicPath])) {
    const rest = path === "" ? undefined : below(whole, path);
    if (rest !== undefined) return rest;
  }
  const isOwn = isStripped(request, mount) || (basePath === "" && isOwnPath(whole));
  return !shares || isOwn ? whole : undefined;
}
