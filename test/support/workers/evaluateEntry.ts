/** Evaluates a built Worker in its own process, and prints the processor time in ms: `node evaluateEntry.ts <module>`. */
import { registerHooks } from "node:module";
import { pathToFileURL } from "node:url";

/** Exports of the platform that the bundle needs when it is evaluated. */
const PLATFORM =
  "export class DurableObject {} export const handleAsNodeRequest = () => undefined;";

registerHooks({
  resolve: (name, context, next) =>
    name.startsWith("cloudflare:")
      ? { url: name, format: "module", shortCircuit: true }
      : next(name, context),
  load: (url, context, next) =>
    url.startsWith("cloudflare:")
      ? { format: "module", source: PLATFORM, shortCircuit: true }
      : next(url, context),
});

const [, , path = ""] = process.argv;
const before = process.threadCpuUsage();
await import(pathToFileURL(path).href);
const { user, system } = process.threadCpuUsage(before);
process.stdout.write(String((user + system) / 1000));
process.exit(0);
