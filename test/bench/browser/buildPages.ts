import { join, resolve, sep } from "node:path";
import { build, type Plugin } from "vite";

const ROOT = resolve(import.meta.dirname, "..", "..", "..");
const SESSION = join(ROOT, "client", "session") + sep;
const SWAPPED = ["agentSession.ts", "viewerSession.ts"];

/** Replaces the sessions of the agent's and the buyer's page by those of this folder, which import the real ones. */
const swapSessions = (): Plugin => ({
  name: "swap-sessions",
  enforce: "pre",
  resolveId: (source, importer) => {
    if (importer === undefined || importer.startsWith(import.meta.dirname)) return undefined;
    const wanted = resolve(importer, "..", source);
    const name = SWAPPED.find((file) => wanted === SESSION + file);
    return name === undefined ? undefined : join(import.meta.dirname, name);
  },
});

/** Builds the client unchanged, or with JSON over a bare relay as its transport. */
export async function buildPages(outDir: string, way: "own" | "json"): Promise<void> {
  await build({
    root: join(ROOT, "client"),
    configFile: join(ROOT, "client", "vite.config.ts"),
    logLevel: "error",
    // Pages from the server would contain their base path; these are served by the benchmark.
    base: "/",
    plugins: way === "json" ? [swapSessions()] : [],
    build: { outDir, emptyOutDir: true, sourcemap: false },
  });
}
