import { builtinModules } from "node:module";
import { join } from "node:path";
import { build, esmExternalRequirePlugin, type Plugin } from "vite";

const WORKERS = join(import.meta.dirname, "..");
const SERVER = join(WORKERS, "..");

/** Modules of the server that need processes or native code, and their replacements. */
const REPLACED: ReadonlyMap<string, string> = new Map([
  [
    join(SERVER, "catalogue/list/process/runInProcess.ts"),
    join(WORKERS, "withoutProcesses/runInProcess.ts"),
  ],
  [join(SERVER, "media/loadSharp.ts"), join(WORKERS, "withoutProcesses/loadSharp.ts")],
]);

const replaceModules: Plugin = {
  name: "without-processes",
  enforce: "pre",
  async resolveId(source, importer) {
    const resolved = await this.resolve(source, importer, { skipSelf: true });
    return resolved === null ? undefined : REPLACED.get(resolved.id);
  },
};

const BUILT_IN = [/^node:/, ...builtinModules];

/** The code of the Worker as one module. */
export async function bundleWorker(entry = join(WORKERS, "entry.ts")): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: "error",
    root: join(SERVER, ".."),
    plugins: [replaceModules],
    // The only files are those of the bundle.
    define: { "import.meta.dirname": '"/bundle"', "import.meta.url": '"file:///bundle/entry.js"' },
    resolve: { conditions: ["workerd", "worker", "module", "node", "production"] },
    ssr: { target: "webworker", noExternal: true },
    build: {
      ssr: entry,
      write: false,
      minify: true,
      rolldownOptions: {
        external: [/^cloudflare:/],
        plugins: [esmExternalRequirePlugin({ external: BUILT_IN })],
        output: { format: "es", codeSplitting: false },
      },
    },
  });
  if (!("output" in output) || output.output.length !== 1) throw new Error("not one module");
  return output.output[0].code;
}
