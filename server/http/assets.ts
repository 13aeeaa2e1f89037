import { extname } from "node:path";
import express, { type RequestHandler } from "express";

const FOR_EVER = { immutable: true, maxAge: "1y", index: false } as const;

/**
 * Files whose names change with what is in them. What was compressed while the client was built (`main.js.br` beside
 * `main.js`) is sent as it is to whoever can read it; the rest is left to whatever compresses on the way.
 */
export function serveAssets(folder: string): readonly RequestHandler[] {
  const compressed = express.static(folder, {
    ...FOR_EVER,
    setHeaders: (response, path) => {
      response.setHeader("Content-Encoding", "br");
      response.type(extname(path.replace(/\.br$/, "")));
    },
  });
  return [
    (request, response, next) => {
      const { url } = request;
      const whole = request.get("range") === undefined && !url.includes("?");
      if (!whole || request.acceptsEncodings("br") === false) return next();
      response.vary("Accept-Encoding");
      request.url = `${url}.br`;
      compressed(request, response, (error?: unknown) => {
        request.url = url;
        next(error);
      });
    },
    express.static(folder, FOR_EVER),
  ];
}
