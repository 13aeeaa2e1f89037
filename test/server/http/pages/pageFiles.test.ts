import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openPageFiles } from "../../../../server/http/pages/pageFiles.ts";

test("a built page's files are below the base path: scripts, links, and what its inlined styles load", () => {
  const path = join(mkdtempSync(join(tmpdir(), "page-")), "recap.en.html");
  const page = (base: string) =>
    `<html lang="en"${base && ` data-base="${base}"`}><style>a{src:url(${base || "."}/assets/a.woff2)}</style>` +
    `<script src="${base || "."}/assets/a.js"></script><link href="${base || "."}/assets/a.css"></html>`;
  writeFileSync(path, page(""));
  const files = openPageFiles({ publicPath: "/live", hostSignsIn: false, brand: undefined });
  expect(files.read(path, [])?.text.replace(/<html .*?>/, "")).toBe(
    page("/live").replace(/<html .*?>/, ""),
  );
});
