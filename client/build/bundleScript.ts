import { build } from "vite";

/** Bundles a module and everything that it imports into one script without imports. */
export async function bundleScript(entry: string, format: "es" | "iife"): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      target: "es2022",
      minify: true,
      lib: { entry, formats: [format], name: "first" },
    },
  });
  const [result] = Array.isArray(built) ? built : [built];
  const chunk = result !== undefined && "output" in result ? result.output[0] : undefined;
  if (chunk === undefined) throw new Error(`${entry} was not built`);
  return chunk.code.trim();
}
