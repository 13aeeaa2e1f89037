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

/** The Chromium that `CHROMIUM` names, as `npm test` sets it; throws without one. */
export function chromiumOptions(...more: readonly string[]) {
  const executablePath = process.env["CHROMIUM"];
  if (executablePath === undefined) throw new Error("CHROMIUM is not set: run npm test");
  return { executablePath, args: [...FLAGS, ...more] };
}

/** A Chromium of one's own. Whoever asks closes it. */
export const launchChromium = (...more: readonly string[]): Promise<Browser> =>
  chromium.launch(chromiumOptions(...more));
