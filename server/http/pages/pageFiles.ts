import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import type { OpenedBrand } from "../../brand/readBrand.ts";
import { tagOf } from "../etag.ts";
import { withBrand } from "./pageHead.ts";

/** A page as it is sent. */
interface PageFile {
  readonly text: string;
  readonly etag: string;
  /** Hashes of its inline scripts, as sources of a Content-Security-Policy. */
  readonly inlineScripts: readonly string[];
}

export interface PageFiles {
  /** The page at this path; `undefined` if it is not built. `framedBy`: origins whose messages the page accepts. */
  read(path: string, framedBy: readonly string[]): PageFile | undefined;
}

interface PageFilesOptions {
  readonly publicPath: string;
  readonly hostSignsIn: boolean;
  readonly brand: OpenedBrand | undefined;
}

const INLINE_SCRIPT = /<script>([^]*?)<\/script>/g;
/** Pages are built without the base path: addresses of their files are relative to the server's root. */
const RELATIVE = /(\bhref="|\bsrc="|\burl\()\.\//g;

const hashOf = (text: string): string => createHash("sha256").update(text).digest("base64");

/** Reads built pages and adds this server's facts and brand to them. A rebuilt page is read again. */
export function openPageFiles({ publicPath, hostSignsIn, brand }: PageFilesOptions): PageFiles {
  const known = new Map<string, { readonly mtimeMs: number; readonly page: PageFile }>();

  const prepare = (path: string, framedBy: readonly string[]): PageFile => {
    const facts = [
      ...(publicPath === "" ? [] : [`data-base="${publicPath}"`]),
      ...(framedBy.length === 0 ? [] : [`data-framed-by="${framedBy.join(" ")}"`]),
      ...(hostSignsIn ? ["data-host-signs-in"] : []),
    ];
    const built = readFileSync(path, "utf8")
      .replaceAll(RELATIVE, `$1${publicPath}/`)
      .replace("<html ", ["<html", ...facts, ""].join(" "));
    const text = brand === undefined ? built : withBrand(built, brand, publicPath);
    const scripts = [...text.matchAll(INLINE_SCRIPT)].map(([, script = ""]) => script);
    return {
      text,
      etag: tagOf(text),
      inlineScripts: scripts.map((script) => `'sha256-${hashOf(script)}'`),
    };
  };

  return {
    read: (path, framedBy) => {
      const mtimeMs = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
      if (mtimeMs === undefined) return undefined;
      const key = `${path} ${framedBy.length}`;
      const before = known.get(key);
      if (before?.mtimeMs === mtimeMs) return before.page;
      const page = prepare(path, framedBy);
      known.set(key, { mtimeMs, page });
      return page;
    },
  };
}
