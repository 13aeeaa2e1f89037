import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildPages } from "./browser/buildPages.ts";
import { timeClicks } from "./browser/clicks.ts";
import { openViewing } from "./browser/viewing.ts";
import type { Figures, Sample } from "./figures/sample.ts";
import { percentile } from "./figures/statistics.ts";
import { findSystem, type System, type SystemName } from "./plan/systems.ts";
import { openChannel, type Channel } from "./processes/channel.ts";
import { freeSelf, pinnedNode, pinSelf, type Cores } from "./processes/cores.ts";
import { OPERATOR } from "./processes/environment.ts";
import { startServer, type ServerProcess } from "./processes/serverProcess.ts";
import type { ProbeAnswer } from "./servers/probeMessages.ts";

export const BROWSER_SYSTEMS: readonly SystemName[] = ["offplan", "relay"];

const DELAY_MS = 100;
/** From the agent to the server, and from the server to the buyer. */
const NETWORK_MS = 2 * DELAY_MS;

/** Number of clicks without and with the delay. */
export interface Clicks {
  readonly near: number;
  readonly far: number;
}
export const CLICKS: Clicks = { near: 60, far: 30 };
export const QUICK_CLICKS: Clicks = { near: 4, far: 4 };

/** Both builds of the pages, for all repetitions. */
export interface BuiltPages {
  readonly own: string;
  readonly json: string;
  close(): Promise<void>;
}

export async function openBuiltPages(): Promise<BuiltPages> {
  const folder = await mkdtemp(join(tmpdir(), "offplan-bench-pages-"));
  const pages = { own: join(folder, "own"), json: join(folder, "json") };
  await buildPages(pages.own, "own");
  await buildPages(pages.json, "json");
  return { ...pages, close: () => rm(folder, { recursive: true, force: true }) };
}

type ProxyChannel = Channel<never, ProbeAnswer>;

async function startProxy(cores: Cores, port: number): Promise<[number, ProxyChannel]> {
  const main = join(import.meta.dirname, "browser", "delayProxy.ts");
  const core = cores.load.at(-1) ?? "0";
  const [command, rest] = pinnedNode(cores, core, [main, String(port), String(DELAY_MS)]);
  const child = spawn(command, rest, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const channel: ProxyChannel = openChannel("the proxy", child);
  const said = await channel.next();
  if (said.kind !== "listening") throw new Error("the proxy does not listen");
  return [said.port, channel];
}

interface Parts {
  readonly system: System;
  readonly pages: BuiltPages;
  readonly executablePath: string;
  readonly server: ServerProcess;
  readonly relay: ServerProcess;
}

/** The measured direction goes through `port`; the other is direct. */
async function click(parts: Parts, port: number, clicks: number): Promise<readonly number[]> {
  const isOurs = parts.system.name === "offplan";
  const viewing = await openViewing({
    executablePath: parts.executablePath,
    origin: `http://127.0.0.1:${isOurs ? port : parts.server.port}`,
    pages: isOurs ? parts.pages.own : parts.pages.json,
    relayPort: isOurs ? parts.relay.port : port,
  });
  try {
    return await timeClicks(viewing, clicks);
  } finally {
    await viewing.close();
  }
}

async function measure(parts: Parts, cores: Cores, clicks: Clicks): Promise<Figures> {
  const { port } = parts.system.name === "offplan" ? parts.server : parts.relay;
  const near = await click(parts, port, clicks.near);
  const [farPort, proxy] = await startProxy(cores, port);
  try {
    const far = await click(parts, farPort, clicks.far);
    const delayedPaintP95Ms = percentile(far, 0.95);
    return {
      paintP50Ms: percentile(near, 0.5),
      paintP95Ms: percentile(near, 0.95),
      delayedPaintP50Ms: percentile(far, 0.5),
      delayedPaintP95Ms,
      addedP95Ms: delayedPaintP95Ms - NETWORK_MS,
    };
  } finally {
    await proxy.close();
  }
}

/** One repetition. The relay's pages differ from ours only in the transport of the state. */
export async function runBrowser(
  system: System,
  repetition: number,
  cores: Cores,
  options: Pick<Parts, "pages" | "executablePath"> & { readonly clicks: Clicks },
): Promise<Sample> {
  const [ours, bare] = [findSystem("offplan"), findSystem("relay")];
  if (ours === undefined || bare === undefined) throw new Error("no relay to compare with");
  const server = await startServer(ours, cores, OPERATOR);
  const relay = await startServer(bare, cores, {});
  freeSelf(cores);
  try {
    const parts = { ...options, system, server, relay };
    const figures = await measure(parts, cores, options.clicks);
    return { case: "browser", system: system.name, repetition, figures };
  } finally {
    pinSelf(cores);
    await Promise.all([server.close(), relay.close()]);
  }
}
