import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import type { Project } from "../../schema/catalogue/catalogue.ts";
import { DESK } from "../support/browser/browser.ts";
import { launchChromium } from "../support/browser/chromium.ts";
import { AGENT_KEY, openServerCalls } from "../support/server/serverCalls.ts";
import { launchServer } from "../support/server/process/serverLaunch.ts";

/** Part of `npm run pictures`: what a sales office's list would change, before it is applied. */
const OUTPUT = join(import.meta.dirname, "list.png");

/** The demo's homes as an office writes them, with three new prices and four homes sold. */
function officeList({ units, digits, currency }: Project): Buffer {
  const rows = units.map(({ building, floor, number, bedrooms, area, price, status }, index) => {
    const isNew = index % 140 === 7;
    const shown = price === undefined ? "On request" : price / 10 ** digits + (isNew ? 40_000 : 0);
    const words = { available: "Free", reserved: "EOI", sold: "SPA signed" } as const;
    const word = index % 100 === 3 ? "SPA signed" : words[status ?? "available"];
    return [building.toUpperCase(), floor, number, bedrooms, area, shown, word].join(";");
  });
  const header = `Tower;Level;Unit No;Beds;Area sqm;Price ${currency};Availability`;
  return Buffer.from(["Sales list, November", header, ...rows].join("\r\n"));
}

const folder = await mkdtemp(join(tmpdir(), "offplan-pictures-"));
const server = launchServer({ DATA_DIR: folder, LOG_LEVEL: "info" });
const browser = await launchChromium();
try {
  const url = await server.listening;
  const calls = openServerCalls(url);
  const path = "/api/projects/lagoon-terraces";
  const answer = await calls.call("GET", path, undefined, await calls.signIn());
  const project = (await answer.json()) as Project;
  // A label could be two floors: answered as a person would, once.
  const floors = Object.fromEntries(
    project.buildings.flatMap((building) => building.floors.map(({ number }) => [number, number])),
  );
  await calls.call("PUT", `${path}/list/mapping`, { floors }, await calls.signIn());
  const desk = await (await browser.newContext({ ...DESK, locale: "en-GB" })).newPage();
  await desk.addInitScript(() => localStorage.setItem("offplan.agentName", "Layla Haddad"));
  await desk.goto(`${url}/agent#key=${AGENT_KEY}`);
  await desk.getByRole("button", { name: "Settings" }).click();
  await desk.getByRole("menuitem", { name: "Update the list" }).click();
  const dialog = desk.getByRole("dialog", { name: "Update the list" });
  await dialog.locator("input[type=file]").setInputFiles({
    name: "November.csv",
    mimeType: "text/csv",
    buffer: officeList(project),
  });
  await dialog.getByRole("button", { name: "Apply" }).waitFor();
  await desk.waitForTimeout(500);
  await sharp(await desk.screenshot())
    .png({ palette: true })
    .toFile(OUTPUT);
} finally {
  await browser.close();
  server.kill("SIGTERM");
  await server.exited;
  await rm(folder, { recursive: true, force: true });
}
