import { chromium, type Browser } from "playwright-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The Chromium that `CHROMIUM` names, as `npm test` sets it; throws without one. Whoever asks closes it. */
export async function launchChromium(...more: readonly string[]): Promise<Browser> {
  const executablePath = process.env["CHROMIUM"];
  if (executablePath === undefined) throw new Error("CHROMIUM is not set: run npm test");
  return chromium.launch({ executablePath, args: [...FLAGS, ...more] });
}
