import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";

const INLINE_SCRIPT = /<script>([^]*?)<\/script>/g;

const sourceOf = (script: string): string =>
  `'sha256-${createHash("sha256").update(script).digest("base64")}'`;

/**
 * Tells what a page's policy has to allow so that the scripts inside the page run and no others. Reads a page again when
 * it was built anew.
 */
export function openInlineScripts(): (page: string) => readonly string[] {
  const known = new Map<string, { readonly mtimeMs: number; readonly sources: string[] }>();
  return (page) => {
    const { mtimeMs } = statSync(page);
    const before = known.get(page);
    if (before?.mtimeMs === mtimeMs) return before.sources;
    const scripts = readFileSync(page, "utf8").matchAll(INLINE_SCRIPT);
    const sources = [...scripts].map(([, script = ""]) => sourceOf(script));
    known.set(page, { mtimeMs, sources });
    return sources;
  };
}
