/**
 * The path before all of this server's, with which it sends its pages: `/viewings`; empty at the root. Read when needed,
 * because some of this runs where there is no page.
 */
export const basePath = (): string =>
  typeof document === "undefined" ? "" : (document.documentElement.dataset["base"] ?? "");

/** A page's path without the base path. */
export const withoutBase = (path: string): string => {
  const base = basePath();
  return path === base || path.startsWith(`${base}/`) ? path.slice(base.length) || "/" : path;
};

/** The server's address, as rooms need it: origin and base path. */
export const serverAddress = (): string => `${location.origin}${basePath()}`;
