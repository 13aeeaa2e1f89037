import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { AGENT_KEY_SECRET } from "../../access/access.ts";
import { openDataDir, openSecretFiles } from "../../access/secrets.ts";
import { readConfig, type Config } from "../../config.ts";
import type { Log } from "../../log.ts";
import { openLog } from "../../telemetry/log.ts";
import { buildWorkers } from "../build/buildWorkers.ts";
import { runWorkers } from "./runWorkers.ts";

/** Variables of the environment that are passed to the Worker. */
const VARIABLES =
  /^(?:PUBLIC_URL|AGENT_KEY|AUTH_\w+|EDITOR_CLAIM|SERVICE_KEYS|AWAY_MINUTES|LINK_MINUTES|RETENTION_DAYS|ALLOWED_ORIGINS|EMBED_VIEWERS|CUSTOM_VIEWS|RATES_URL|MAX_VIEWERS|CONNECTIONS_PER_ADDRESS|JOIN_ATTEMPTS_PER_MINUTE|AGENT_\w+_PER_SECOND|WEBHOOK_ALLOW_PRIVATE|LOG_LEVEL)$/;

const variables = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => VARIABLES.test(entry[0]) && Boolean(entry[1]),
    ),
  );

async function run(config: Config, log: Log): Promise<void> {
  const dataDir = join(config.dataDir, "workers");
  await openDataDir(dataDir);
  const agentKey =
    config.agentKey ?? (await openSecretFiles(dataDir, randomBytes).load(AGENT_KEY_SECRET));
  const built = await buildWorkers(join(dataDir, "build"), config.projectsDir);
  const { host, port } = config;
  const bindings = { ...variables(), AGENT_KEY: agentKey };
  const miniflare = await runWorkers({ ...built, host, port, dataDir, bindings });
  const stop = (signal: NodeJS.Signals): void => {
    log.info({ signal }, "closing");
    void miniflare.dispose().then(() => process.exit(0));
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    // Miniflare's own listener ends the process with the signal's status.
    process.removeAllListeners(signal);
    process.once(signal, stop);
  }
  const { origin: url } = await miniflare.ready;
  log.info({ url }, "listening");
  if (process.stdout.isTTY) {
    process.stdout.write(
      `\nSign in as the agent: ${url}/agent#key=${encodeURIComponent(agentKey)}\n\n`,
    );
  }
}

const config = readConfig(process.env);
const log = openLog(config.ok ? config.value.logLevel : "fatal");
if (config.ok) {
  await run(config.value, log);
} else {
  log.fatal({ code: "invalid_config" }, config.problem.join("; "));
  process.exitCode = 1;
}
