/** The headers that contain the origin of a request. */
interface RequestOrigin {
  readonly origin: string | undefined;
  readonly host: string | undefined;
}

/** The origins of pages that may connect and call. */
export interface Origins {
  /** This server's origin as browsers see it; `undefined`: it depends on the request. */
  readonly own: () => string | undefined;
  /** Others that the operator named. */
  readonly allowed: readonly string[];
}

/**
 * Browsers make no CORS check for WebSockets, so the origin is checked here: the page must come from this server, by
 * its public origin or by the request's host, or from an origin that the operator allowed. Programs send no origin; for
 * them, the token is the only check.
 */
export function isOriginAllowed(
  { origin, host }: RequestOrigin,
  { own, allowed }: Origins,
): boolean {
  if (origin === undefined) return true;
  if (origin === own() || allowed.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
