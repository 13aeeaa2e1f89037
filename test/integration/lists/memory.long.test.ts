import { readFile } from "node:fs/promises";
import { utils, write, type BookType } from "@e965/xlsx";
import { describe, expect, test } from "vitest";
import type { CreateProjectResponse, ListResponse } from "../../../schema/protocol/api.ts";
import { makeDataDir, startServerProcess } from "../../support/server/process/serverProcess.ts";
import { AGENT_KEY } from "../../support/server/serverCalls.ts";

const HOMES = 20_000;
const MOST_MEGABYTES = 300;
const TIMES = 5;

/** A price list of many towers with the columns of brokers' lists. */
function makeList(bookType: BookType, time: number): Uint8Array {
  const header = ["Tower", "Floor", "Unit No", "Type", "BR", "Suite Area (sqft)", "View", "Price"];
  const rows = Array.from({ length: HOMES }, (_, home) => {
    const [tower, floor, bedrooms] = [home % 40, 1 + (Math.floor(home / 40) % 50), 1 + (home % 3)];
    const unit = `${floor}${String(1 + Math.floor(home / 2000)).padStart(2, "0")}`;
    const area = 500.25 + bedrooms * 250 + (home % 300) / 2;
    const price = 1_000_000 + bedrooms * 400_000 + (home % 900) * 100 + time;
    const view = ["Sea", "Park", "City"][home % 3];
    return [`Tower ${tower + 1}`, floor, unit, `Type ${home % 9}`, bedrooms, area, view, price];
  });
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([header, ...rows]), "List");
  return new Uint8Array(write(book, { type: "array", bookType, compression: true }) as ArrayBuffer);
}

/** Peak memory of the process in MB. */
async function peakOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

describe.skipIf(process.platform !== "linux")("20,000 homes, imported five times", () => {
  test.each(["csv", "xlsx", "ods"] as const)("%s: within 300 MB", async (format) => {
    const server = startServerProcess({ DATA_DIR: await makeDataDir() });
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
    for (let time = 1; time <= TIMES; time++) {
      const list = new Blob([new Uint8Array(makeList(format, time))]);
      const path = `/projects/${id}/list`;
      const dry = await call<ListResponse>("PUT", `${path}?dryRun=1`, token, list);
      expect(dry).toMatchObject({ homes: HOMES, problems: [] });
      const applied = await call<ListResponse>("PUT", path, token, list);
      expect(applied).toMatchObject({ applied: true, priceUp: time === 1 ? 0 : HOMES });
    }
    expect(await peakOf(server.pid)).toBeLessThan(MOST_MEGABYTES);
  });
});
