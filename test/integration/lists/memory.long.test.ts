import { readFile } from "node:fs/promises";
import { utils, write, type BookType } from "@e965/xlsx";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isLeftOut } from "../../support/leftOut.ts";
import type { ListProblem } from "../../../schema/list/problems.ts";
import type { CreateProjectResponse, ListResponse } from "../../../schema/protocol/api.ts";
import { makeDataDir, startServerProcess } from "../../support/server/process/serverProcess.ts";
import { watchPeakMemory } from "../../support/server/process/peakMemory.ts";
import { AGENT_KEY } from "../../support/server/serverCalls.ts";
import { BOMBS } from "./bombs.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");
const HOMES = 20_000;
const MOST_MEGABYTES = 300;
const TIMES = 5;

/** A price list of many towers with the columns of brokers' lists. */
function makeList(bookType: BookType, time: number, remarks = 0): Uint8Array {
  const header = ["Tower", "Floor", "Unit No", "Type", "BR", "Suite Area (sqft)", "View", "Price"];
  const others = Array.from({ length: remarks }, (_, column) => `Remark ${column + 1}`);
  const rows = Array.from({ length: HOMES }, (_, home) => {
    const [tower, floor, bedrooms] = [home % 40, 1 + (Math.floor(home / 40) % 50), 1 + (home % 3)];
    const unit = `${floor}${String(1 + Math.floor(home / 2000)).padStart(2, "0")}`;
    const area = 500.25 + bedrooms * 250 + (home % 300) / 2;
    const price = 1_000_000 + bedrooms * 400_000 + (home % 900) * 100 + time;
    const view = ["Sea", "Park", "City"][home % 3];
    const own = [
      `Tower ${tower + 1}`,
      floor,
      unit,
      `Type ${home % 9}`,
      bedrooms,
      area,
      view,
      price,
    ];
    return [...own, ...others.map((remark) => `${remark}: бронь № ${home % 400}`)];
  });
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([[...header, ...others], ...rows]), "List");
  // As Excel writes it.
  const form = { type: "array", bookType, bookSST: true, compression: true } as const;
  return new Uint8Array(write(book, form) as ArrayBuffer);
}

interface ListProblems {
  readonly code: string;
  readonly problems: readonly ListProblem[];
}

/** The server as `npm start` runs it, for the first time: nothing is compiled yet. */
async function startServer() {
  const { scripts } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8")) as {
    readonly scripts: { readonly start: string };
  };
  const { PATH = "" } = process.env;
  const compiled = await makeDataDir();
  const server = startServerProcess(
    { DATA_DIR: await makeDataDir(), PATH: `${join(ROOT, "node_modules", ".bin")}:${PATH}` },
    { command: scripts.start.replace(/NODE_COMPILE_CACHE=\S+/, `NODE_COMPILE_CACHE=${compiled}`) },
  );
  const url = await server.listening;
  const call = async <Body>(method: string, path: string, token: string, body: BodyInit) => {
    const type = typeof body === "string" ? "application/json" : "application/octet-stream";
    const headers = { authorization: `Bearer ${token}`, "content-type": type };
    const answer = await fetch(`${url}/api${path}`, { method, headers, body });
    return (await answer.json()) as Body;
  };
  const key = JSON.stringify({ key: AGENT_KEY });
  const { token } = await call<{ token: string }>("POST", "/sign-in", "", key);
  const named = JSON.stringify({ name: "Large", currency: "AED", areaUnit: "sqft" });
  const { id } = await call<CreateProjectResponse>("POST", "/projects", token, named);
  const put = <Body>(file: Uint8Array, dryRun: boolean) => {
    const path = `/projects/${id}/list${dryRun ? "?dryRun=1" : ""}`;
    return call<Body>("PUT", path, token, new Blob([new Uint8Array(file)]));
  };
  return { pid: server.pid, put };
}

describe.skipIf(isLeftOut(process.platform !== "linux", "Linux, to read a process' memory"))(
  "server and reading process together take 300 MB",
  () => {
    test.each(["csv", "xlsx", "ods"] as const)(
      "at most with 20,000 homes, imported five times: %s",
      async (format) => {
        const { pid, put } = await startServer();
        const peak = watchPeakMemory(pid);
        for (let time = 1; time <= TIMES; time++) {
          const list = makeList(format, time);
          const dry = await put<ListResponse>(list, true);
          expect(dry).toMatchObject({ homes: HOMES, problems: [] });
          const applied = await put<ListResponse>(list, false);
          expect(applied).toMatchObject({ applied: true, priceUp: time === 1 ? 0 : HOMES });
        }
        const most = peak();
        expect(most).toBeLessThan(MOST_MEGABYTES);
      },
    );

    test.each(["csv", "xlsx", "ods"] as const)(
      "at most with 20,000 homes in 20 columns: %s",
      async (format) => {
        const { pid, put } = await startServer();
        const peak = watchPeakMemory(pid);
        const dry = await put<ListResponse>(makeList(format, 1, 12), true);
        expect(dry).toMatchObject({ homes: HOMES, problems: [] });
        expect(peak()).toBeLessThan(MOST_MEGABYTES);
      },
    );

    test("at most with files that grow while they are read, each refused", async () => {
      const { pid, put } = await startServer();
      const answers: Record<string, unknown> = {};
      const over: Record<string, number> = {};
      for (const [name, make] of BOMBS) {
        const bomb = make();
        const peak = watchPeakMemory(pid);
        const { code, problems } = await put<ListProblems>(bomb, false);
        const most = peak();
        if (most >= MOST_MEGABYTES) over[name] = most;
        answers[name] = [code, problems.length > 0];
      }
      expect(answers).toEqual(
        Object.fromEntries(BOMBS.map(([name]) => [name, ["not_understood", true]])),
      );
      expect(over).toEqual({});
    });
  },
);
