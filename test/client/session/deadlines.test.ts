import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { openEarlyJoin } from "../../../client/buyer/door/early/earlyJoin.ts";
import { ANSWER_MS } from "../../../client/session/answerMs.ts";

const CLIENT = join(import.meta.dirname, "..", "..", "..", "client");
/** Passes on the request and its signal. */
const PASSED_ON = "input, init";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function pageSources(): Promise<readonly { readonly path: string; readonly text: string }[]> {
  const entries = await readdir(CLIENT, { withFileTypes: true, recursive: true });
  const paths = entries
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.startsWith(join(CLIENT, "dist")));
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(path, "utf8") })));
}

/** The argument text of each call of `fetch`. */
function fetchCalls(text: string): readonly string[] {
  return [...text.matchAll(/\bfetch\(/g)].map((found) => {
    const from = found.index + found[0].length;
    let depth = 1;
    let to = from;
    for (; depth > 0 && to < text.length; to += 1) {
      if (text[to] === "(") depth += 1;
      if (text[to] === ")") depth -= 1;
    }
    return text.slice(from, to - 1);
  });
}

test("trap 31: no page calls the network without an abort signal, or by an API that takes none", async () => {
  const sources = await pageSources();
  const calls = sources.flatMap(({ path, text }) =>
    fetchCalls(text).map((call) => ({ path: path.slice(CLIENT.length + 1), call })),
  );
  expect(calls.length).toBeGreaterThan(5);
  const bare = calls.filter(({ call }) => call !== PASSED_ON && !/\bsignal\b/.test(call));
  expect(bare).toEqual([]);
  const others = sources.filter(({ text }) =>
    /new XMLHttpRequest|new EventSource|sendBeacon\(/.test(text),
  );
  expect(others.map(({ path }) => path)).toEqual([]);
});

test("trap 31: requests of a prerendered page before its scripts load are aborted after 10 s", () => {
  vi.useFakeTimers();
  const signals: (AbortSignal | null | undefined)[] = [];
  vi.stubGlobal("location", { pathname: "/p/some-id", hash: "#secret" });
  vi.stubGlobal("document", {
    documentElement: { dataset: {} },
    addEventListener: () => undefined,
  });
  vi.stubGlobal("fetch", (_url: string, init?: RequestInit) => {
    signals.push(init?.signal);
    return new Promise<Response>(() => undefined);
  });
  openEarlyJoin();
  expect(signals.map((signal) => signal?.aborted)).toEqual([false]);
  vi.advanceTimersByTime(ANSWER_MS - 1);
  expect(signals.map((signal) => signal?.aborted)).toEqual([false]);
  vi.advanceTimersByTime(1);
  expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
});
