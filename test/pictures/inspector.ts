import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import type { JoinResponse } from "../../schema/protocol/api.ts";
import { openWriter } from "../../schema/presentation/document.ts";
import { DESK, PHONE, joinAsBuyer, startPresenting } from "../support/browser/browser.ts";
import { launchChromium } from "../support/browser/chromium.ts";
import { AGENT_KEY, openServerCalls } from "../support/server/serverCalls.ts";
import { launchServer } from "../support/server/process/serverLaunch.ts";

/** Part of `npm run pictures`: the inspector over a desk whose presentation refused a buyer's write. */
const OUTPUT = join(import.meta.dirname, "inspector.png");

/** Joins by the link with a client that writes, as no page does, and stays until it is closed. */
async function openForger(url: string, link: string, name: string) {
  const { pathname, hash } = new URL(link);
  const path = `/api/presentations/${pathname.split("/")[2]}/join`;
  const joined = await openServerCalls(url).call("POST", path, { secret: hash.slice(1), name });
  const { room, token } = (await joined.json()) as JoinResponse;
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(`${url.replace("http", "ws")}/sync`, room, doc, {
    protocols: ["offplan.v1", token],
    disableBc: true,
  });
  await new Promise((resolve) => provider.once("sync", resolve));
  return {
    write: () => {
      const writer = openWriter(doc);
      writer.write({ view: { screen: "unit", unit: "nowhere-1" } });
      writer.close();
    },
    close: () => {
      provider.destroy();
      doc.destroy();
    },
  };
}

const folder = await mkdtemp(join(tmpdir(), "offplan-pictures-"));
const server = launchServer({ DATA_DIR: folder, LOG_LEVEL: "info" });
const browser = await launchChromium();
try {
  const url = await server.listening;
  const options = { locale: "en-GB", deviceScaleFactor: 1 };
  const desk = await (await browser.newContext({ ...DESK, ...options })).newPage();
  await desk.addInitScript(() => localStorage.setItem("offplan.agentName", "Layla Haddad"));
  await desk.goto(`${url}/agent#key=${AGENT_KEY}`);
  const link = await startPresenting(desk);
  const phone = await (await browser.newContext({ ...PHONE, locale: "en-GB" })).newPage();
  await joinAsBuyer(phone, link, "Maya");
  const panel = (name: string) => desk.getByRole("region", { name, exact: true });
  const rail = desk.getByRole("navigation", { name: "Development" });
  // Closed again it goes on recording, and the rail under it can be pressed.
  await desk.keyboard.press("Control+i");
  await panel("Convergence").getByText("Equal with the server").waitFor();
  await desk.keyboard.press("Control+i");
  await rail.getByRole("button", { name: /^Tower B,/ }).click();
  const forger = await openForger(url, link, "Александра");
  forger.write();
  await rail.getByRole("button", { name: /^Waterfront/ }).click();
  await desk.keyboard.press("Control+i");
  await panel("Refusals").getByText("read_only").first().waitFor();
  await panel("State").getByText('"waterfront"').waitFor();
  // The growth of the document has a few points, and the pointer holds no list still.
  await desk.mouse.move(700, 10);
  await desk.waitForTimeout(4000);
  const shot = await desk.screenshot();
  await sharp(shot).png({ palette: true }).toFile(OUTPUT);
  forger.close();
} finally {
  await browser.close();
  server.kill("SIGTERM");
  await server.exited;
  await rm(folder, { recursive: true, force: true });
}
