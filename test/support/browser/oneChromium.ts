import { chromium, type BrowserServer } from "playwright-core";
import type { TestProject } from "vitest/node";
import { chromiumOptions } from "./chromium.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the Chromium of the whole run listens. Tests are kept apart by contexts. */
    chromiumUrl: string;
  }
}

let server: BrowserServer | undefined;

/** Starts one Chromium for all files of the run. */
export async function setup(project: TestProject): Promise<void> {
  server = await chromium.launchServer(chromiumOptions());
  project.provide("chromiumUrl", server.wsEndpoint());
}

export const teardown = async (): Promise<void> => server?.close();
