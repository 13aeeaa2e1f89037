import compression from "compression";
import type { RequestHandler } from "express";

/**
 * Compresses what gains by it: text and drawings, not photographs. To be used only where no answer carries a secret, a
 * token or anybody's name: beside text that a stranger chose, the length of a compressed answer tells of its content.
 */
export const compress = (): RequestHandler =>
  compression({
    // A part of a file is a part of it as it is.
    filter: (request, response) =>
      response.getHeader("Content-Range") === undefined && compression.filter(request, response),
  });
