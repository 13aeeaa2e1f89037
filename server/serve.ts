import { randomBytes } from "node:crypto";
import { networkInterfaces } from "node:os";
import type { Log } from "./log.ts";
import { openApp, type App } from "./app.ts";
import { systemClock } from "./time/clock.ts";
import { readConfig, type Config } from "./config.ts";
import { stopSavingMemory } from "./saveMemory.ts";
import { openPicture } from "./media/openPicture.ts";
import { openLog } from "./telemetry/log.ts";

/** Deadline for closing, before a supervisor kills the process after 10 s. */
const CLOSE_WITHIN_MS = 9000;

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "start_failed";

async function start(config: Config, log: Log): Promise<App | undefined> {
  try {
    const storageDied = (error: Error): void => {
      log.fatal({ err: error, code: "storage_died" }, "storage died");
      process.exit(1);
    };
    return await openApp(config, {
      clock: systemClock,
      randomBytes,
      networkInterfaces,
      openPicture,
      log,
      storageDied,
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    log.fatal({ code: codeOf(error) }, message);
    return undefined;
  }
}

function closeOnSignals(app: App, log: Log): void {
  let closing = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (closing) return;
    closing = true;
    log.info({ signal }, "closing");
    // While V8 saves memory, its compiling threads wait for collections, which `process.exit` would wait for forever.
    stopSavingMemory();
    systemClock.after(CLOSE_WITHIN_MS, () => {
      log.fatal({ code: "close_timeout" }, "not closed in time");
      process.exit(1);
    });
    app.close().then(
      ({ updates, writes }) => {
        if (updates + writes === 0) process.exit(0);
        const fields = { updates, writes, code: "unwritten" };
        log.fatal(fields, `closed with ${updates + writes} unwritten changes, which are lost`);
        process.exit(1);
      },
      (error: unknown) => {
        log.fatal({ err: error, code: "close_failed" }, "not closed cleanly");
        process.exit(1);
      },
    );
  };
  // Never removed: without a listener, a second signal would kill the process in the middle of writing.
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

/** Runs the server until a signal ends it. */
export async function serve(): Promise<void> {
  const config = readConfig(process.env);
  if (!config.ok) {
    openLog("fatal").fatal({ code: "invalid_config" }, config.problem.join("; "));
    process.exitCode = 1;
    return;
  }
  const log = openLog(config.value.logLevel);
  const app = await start(config.value, log);
  if (app === undefined) {
    process.exitCode = 1;
    return;
  }
  closeOnSignals(app, log);
  const { url, agentKeyIn } = app;
  log.info({ url, ...(agentKeyIn !== undefined && { agentKeyIn }) }, "listening");
  if (process.stdout.isTTY && app.signInLink !== undefined) {
    process.stdout.write(`\nSign in as the agent: ${app.signInLink}\n\n`);
  }
}
