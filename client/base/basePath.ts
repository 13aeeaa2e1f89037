/**
 * The path prefix under which the server is mounted, from the page it sent: `/viewings`; empty at the root. Read on
 * demand, because some callers also run without a page.
 */
export const basePath = (): string =>
  typeof document === "undefined" ? "" : (document.documentElement.dataset["base"] ?? "");

/** A page's path without the base path. */
export const withoutBase = (path: string): string => {
  const base = basePath();
  return path === base || path.startsWith(`${base}/`) ? path.slice(base.length) || "/" : path;
};

/** The server's address for room connections: origin and base path. */
export const serverAddress = (): string => `${location.origin}${basePath()}`;
