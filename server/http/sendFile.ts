import type { Response } from "express";
import { isVector } from "../../schema/catalogue/pictures.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Policy of SVGs, which may be untrusted: opened as a document, they run no script and load nothing. */
export const SVG_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox";

/** Sends a vetted file, cacheable for a day. Names that begin with a dot are allowed: a folder above may have one. */
export function sendFile(response: Response, path: string): Promise<void> {
  if (isVector(path)) response.set("Content-Security-Policy", SVG_POLICY);
  return new Promise((resolve, reject) => {
    response.sendFile(path, { maxAge: DAY_MS, dotfiles: "allow", etag: true }, (error) => {
      if (error === undefined || response.headersSent) resolve();
      else reject(error);
    });
  });
}
