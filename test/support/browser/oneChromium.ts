import { chromium, type BrowserServer } from "playwright-core";
import type { TestProject } from "vitest/node";
import { chromiumOptions } from "./chromium.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Debugging URL of the run's Chromium. Contexts isolate the tests. */
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
