import type { Request, RequestHandler, Response } from "express";
import helmet, { strictTransportSecurity } from "helmet";

/** This origin for WebSockets, which older browsers do not include in `'self'`. */
const socketOrigin = (publicUrl: string): string =>
  new URL(publicUrl).origin.replace(/^http/, "ws");

const NOBODY = "'none'";

/** Features that no page uses, denied to injected scripts too. */
const UNUSED_FEATURES =
  "accelerometer browsing-topics camera display-capture geolocation gyroscope hid magnetometer microphone midi payment serial usb xr-spatial-tracking";
const PERMISSIONS_POLICY = UNUSED_FEATURES.split(" ")
  .map((feature) => `${feature}=()`)
  .join(", ");

/**
 * Pages may load only from this origin and run no inline script except the one that an invitation's page was built with
 * (`static.ts`). Inline styles are allowed because the component library writes a few of its own. `framed`: origins of
 * pages that ours may frame, and request to check whether they are reachable.
 */
export function protect(
  publicUrl: (request: Request) => string,
  framed: readonly string[] = [],
): RequestHandler {
  const onAnySite = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        "default-src": ["'self'"],
        "connect-src": [
          "'self'",
          (request) => socketOrigin(publicUrl(request as Request)),
          ...framed,
        ],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": [NOBODY],
        ...(framed.length > 0 && { "frame-src": ["'self'", ...framed] }),
      },
    },
    xFrameOptions: { action: "deny" },
    strictTransportSecurity: false,
  });
  const overTls = strictTransportSecurity({ maxAge: 15_552_000, includeSubDomains: false });

  return (request, response, next) => {
    response.set("Permissions-Policy", PERMISSIONS_POLICY);
    onAnySite(request, response, (error?: unknown) => {
      // HSTS binds browsers to TLS, so only a site that is known to use it sends the header.
      if (error !== undefined || !publicUrl(request).startsWith("https:")) next(error);
      else overTls(request, response, next);
    });
  };
}

/** Lets pages of these origins frame this response. By default none may. */
export function allowFraming(response: Response, origins: readonly string[]): void {
  if (origins.length === 0) return;
  const policy = response.get("Content-Security-Policy") ?? "";
  const [before = "", after = ""] = policy.split(`frame-ancestors ${NOBODY}`);
  response.set("Content-Security-Policy", `${before}frame-ancestors ${origins.join(" ")}${after}`);
  // X-Frame-Options has no list of origins, and `frame-ancestors` takes precedence.
  response.removeHeader("X-Frame-Options");
}
