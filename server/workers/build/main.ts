import { join } from "node:path";
import { DEMO_PROJECTS } from "../../config.ts";
import { buildWorkers } from "./buildWorkers.ts";

const { worker } = await buildWorkers(
  join(import.meta.dirname, "..", "dist"),
  process.env["PROJECTS_DIR"] ?? DEMO_PROJECTS,
);
process.stderr.write(`Built into ${worker}; wrangler.jsonc says how it is deployed.\n`);
