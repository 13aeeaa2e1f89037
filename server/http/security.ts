import type { RequestHandler } from "express";
import helmet from "helmet";

/** The same origin for WebSockets, which older browsers do not take `'self'` to include. */
const socketOrigin = (publicUrl: string): string => publicUrl.replace(/^http/, "ws");

/**
 * The page may load from here and nowhere else and run no inline script. Inline styles are allowed because the
 * component library writes a few of its own.
 */
export function protect(publicUrl: () => string): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        "default-src": ["'self'"],
        "connect-src": ["'self'", () => socketOrigin(publicUrl())],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
      },
    },
    xFrameOptions: { action: "deny" },
    // Answered over plain HTTP too, on a laptop or behind a proxy; browsers ignore it there.
    strictTransportSecurity: { maxAge: 15_552_000, includeSubDomains: false },
  });
}
