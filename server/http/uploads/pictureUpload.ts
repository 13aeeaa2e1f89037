import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Request } from "express";
import { MOST_PICTURE_BYTES } from "../../catalogue/uploads/uploads.ts";
import { Problem } from "../problem.ts";
import { refuseLarger } from "../requests.ts";

/** Passes on at most this many bytes; more fail with `body_too_large`. */
function limited(mostBytes: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      bytes += chunk.byteLength;
      if (bytes > mostBytes) done(new Problem("body_too_large"));
      else done(null, chunk);
    },
  });
}

/**
 * Writes a request's body to a file of this folder, and resolves to its path.
 *
 * @throws Problem `body_too_large`, `invalid_body` for JSON, which another parser has read, and for an empty body.
 */
export async function receivePicture(request: Request, folder: string): Promise<string> {
  const isJson = request.is("application/json") !== false;
  if (isJson || request.get("Content-Length") === "0") throw new Problem("invalid_body");
  refuseLarger(request, MOST_PICTURE_BYTES);
  const path = join(folder, "picture");
  await pipeline(request, limited(MOST_PICTURE_BYTES), createWriteStream(path, { mode: 0o600 }));
  return path;
}
