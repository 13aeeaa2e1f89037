import { mkdtemp, rm } from "node:fs/promises";
import { createServer, request as send, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createOffplan, type Offplan, type OffplanOptions } from "../../../server/createOffplan.ts";
import { openLog } from "../../../server/telemetry/log.ts";
import { AGENT_KEY } from "./serverCalls.ts";

/** Closed at the end of the test, even if closed before. */
export async function openHosted(options: OffplanOptions = {}): Promise<Offplan> {
  const dataDir = await mkdtemp(join(tmpdir(), "offplan-host-"));
  const offplan = await createOffplan({
    log: openLog("silent"),
    ...options,
    env: { AGENT_KEY, DATA_DIR: dataDir, ...options.env },
  });
  onTestFinished(async () => {
    await offplan.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  return offplan;
}

/** Listens on a free port until the end of the test. Resolves to the origin. */
export async function listenUntilDone(server: Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A proxy that removes a prefix before it forwards a request, like `proxy_pass http://server/;`. */
export function openStrippingProxy(
  prefix: string,
  target: () => string,
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  const forward = (request: IncomingMessage) => {
    const url = (request.url ?? "").replace(prefix, "") || "/";
    return send(new URL(target()).origin + url, {
      method: request.method,
      headers: { ...request.headers, ...headers },
    });
  };
  const proxy = createServer((request, response) => {
    if (request.url?.startsWith(prefix) !== true) return void response.writeHead(418).end();
    const onward = forward(request);
    onward.on("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  });
  proxy.on("upgrade", (request, socket, head) => {
    const onward = forward(request);
    onward.on("upgrade", (answer, behind, first) => {
      const lines = Object.entries(answer.headers).map(
        ([name, value]) => `${name}: ${String(value)}`,
      );
      socket.write(["HTTP/1.1 101 Switching Protocols", ...lines, "", ""].join("\r\n"));
      socket.write(first);
      behind.write(head);
      behind.pipe(socket).pipe(behind);
      for (const end of [behind, socket]) end.on("error", () => undefined);
      onTestFinished(() => void behind.destroy());
    });
    onward.on("error", () => socket.destroy());
    onward.end();
  });
  return listenUntilDone(proxy);
}
