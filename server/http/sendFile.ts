import type { Response } from "express";
import { isVector } from "../../schema/catalogue/pictures.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** A drawing may come from anywhere: opened by itself it runs nothing and fetches nothing. */
export const SVG_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox";

/** Sends a file that was vetted, for caches to keep a day. A dot in a folder above it is no reason to hide it. */
export function sendFile(response: Response, path: string): Promise<void> {
  if (isVector(path)) response.set("Content-Security-Policy", SVG_POLICY);
  return new Promise((resolve, reject) => {
    response.sendFile(path, { maxAge: DAY_MS, dotfiles: "allow", etag: true }, (error) => {
      if (error === undefined || response.headersSent) resolve();
      else reject(error);
    });
  });
}
