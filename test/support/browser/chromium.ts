import { chromium, type Browser } from "playwright-core";

/** Only the last `--disable-features` counts, so Playwright's own are repeated. */
const WITHOUT = [
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "LensOverlay",
  "MediaRouter",
  "PaintHolding",
  "ThirdPartyStoragePartitioning",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "OptimizationHints",
  "NetworkTimeServiceQuerying",
  "AimEnabled",
  "PreconnectToSearch",
  // The address bar's own pages, a third of what a context costs.
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  "WebUIOmniboxFullPopup",
];

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  `--disable-features=${WITHOUT.join(",")}`,
];

/** The Chromium named by `CHROMIUM`, which `npm test` sets; throws without one. */
export function chromiumOptions(...more: readonly string[]) {
  const executablePath = process.env["CHROMIUM"];
  if (executablePath === undefined) throw new Error("CHROMIUM is not set: run npm test");
  return { executablePath, args: [...FLAGS, ...more] };
}

/** A separate Chromium, closed by the caller. */
export const launchChromium = (...more: readonly string[]): Promise<Browser> =>
  chromium.launch(chromiumOptions(...more));
