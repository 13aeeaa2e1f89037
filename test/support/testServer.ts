import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { JoinResponse, TokenResponse } from "../../schema/api.ts";
import { openApp, type App } from "../../server/app.ts";
import { systemClock } from "../../server/clock.ts";
import { readConfig } from "../../server/config.ts";
import { openLog } from "../../server/telemetry/log.ts";

export const AGENT_KEY = "an-agent-key-for-tests";

export interface TestServer {
  readonly url: string;
  /** Every log line so far. */
  readonly logLines: readonly string[];
  /** Closes and opens again on the same port and data. */
  restart(): Promise<void>;
  call(method: string, path: string, body?: unknown, token?: string): Promise<Response>;
  signIn(): Promise<string>;
  present(options?: object): Promise<Presentation>;
}

/** A presentation made for a test, with everything that its people need. */
export interface Presentation {
  readonly id: string;
  readonly room: string;
  readonly secret: string;
  readonly link: string;
  readonly agentToken: string;
  roomToken(role: "agent" | "inspector"): Promise<string>;
  join(name?: string): Promise<JoinResponse>;
}

/** A whole server on a free port with its data in a folder of its own; gone when the test is. */
export async function openTestServer(
  environment: Record<string, string> = {},
): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), "offplan-test-"));
  const logLines: string[] = [];
  const open = (port: string): Promise<App> => {
    const config = readConfig({ AGENT_KEY, PORT: port, DATA_DIR: dataDir, ...environment });
    if (!config.ok) throw new Error(config.problem.join("; "));
    const log = openLog("debug", { write: (line) => void logLines.push(line) });
    return openApp(config.value, { clock: systemClock, randomBytes, log });
  };
  let app = await open("0");
  const { url } = app;
  onTestFinished(async () => {
    await app.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  const call = (method: string, path: string, body?: unknown, token?: string) =>
    fetch(`${url}${path}`, {
      method,
      headers: {
        ...(body !== undefined && { "content-type": "application/json" }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const json = async <Body>(response: Promise<Response>): Promise<Body> => {
    const answer = await response;
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Body;
  };
  const signIn = async (): Promise<string> => {
    const { token } = await json<{ token: string }>(
      call("POST", "/api/sign-in", { key: AGENT_KEY }),
    );
    return token;
  };

  return {
    url,
    logLines,
    call,
    signIn,
    restart: async () => {
      await app.close();
      app = await open(new URL(url).port);
    },
    present: async (options = {}) => {
      const agentToken = await signIn();
      const made = await json<{ id: string; room: string; link: string }>(
        call("POST", "/api/presentations", { project: "lagoon-terraces", ...options }, agentToken),
      );
      const secret = new URL(made.link).hash.slice(1);
      const path = `/api/presentations/${made.id}`;
      return {
        ...made,
        secret,
        agentToken,
        roomToken: async (role) =>
          (await json<TokenResponse>(call("POST", `${path}/tokens`, { role }, agentToken))).token,
        join: (name = "Bob") => json<JoinResponse>(call("POST", `${path}/join`, { secret, name })),
      };
    },
  };
}
