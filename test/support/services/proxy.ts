import { createServer, request as ask, type IncomingMessage, type ServerResponse } from "node:http";
import { connect, createServer as createTcpServer, type AddressInfo, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** Behaviour of a proxy between page and server, as in a hotel. */
export interface ProxyHabits {
  /** `mute`: accepts WebSockets and forwards nothing. */
  readonly upgrades: "pass" | "refuse" | "mute";
  /** `hold`: buffers a response until it is complete. */
  readonly streams: "pass" | "hold";
  /** Responds to everything with its own page, like a captive portal before sign-in. */
  readonly portal?: boolean;
}

const SIGN_IN = "<!doctype html><title>Hotel Wi-Fi</title><p>Room number?</p>";

export interface HttpProxy {
  readonly url: string;
  /** All requested paths, including upgrades. */
  readonly paths: readonly string[];
  behave(habits: ProxyHabits): void;
  /** Breaks all connections. */
  cut(): void;
}

const listen = async (server: { listen(port: number, host: string, ready: () => void): unknown }) =>
  new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));

const rawHead = (answer: IncomingMessage): string => {
  const lines = [`HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}`];
  for (let at = 0; at < answer.rawHeaders.length; at += 2) {
    lines.push(`${answer.rawHeaders[at]}: ${answer.rawHeaders[at + 1]}`);
  }
  return `${lines.join("\r\n")}\r\n\r\n`;
};

/** An HTTP/1.1 proxy with these faults. Closed at the end of the test. */
export async function openHttpProxy(target: string, first: ProxyHabits): Promise<HttpProxy> {
  let habits = first;
  const paths: string[] = [];
  const sockets = new Set<Socket>();
  const forward = (request: IncomingMessage) =>
    ask(new URL(request.url ?? "/", target), { method: request.method, headers: request.headers });

  function pass(request: IncomingMessage, response: ServerResponse): void {
    paths.push(request.url ?? "");
    if (habits.portal === true) {
      response.writeHead(200, { "content-type": "text/html" }).end(SIGN_IN);
      return;
    }
    const asked = forward(request);
    asked.on("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      if (habits.streams === "pass") {
        response.flushHeaders();
        answer.pipe(response);
        return;
      }
      const held: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => held.push(chunk));
      answer.on("end", () => response.end(Buffer.concat(held)));
    });
    asked.on("error", () => response.destroy());
    response.on("close", () => asked.destroy());
    request.pipe(asked);
  }

  function upgrade(request: IncomingMessage, socket: Socket): void {
    paths.push(request.url ?? "");
    if (habits.portal === true) {
      socket.end(
        `HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html\r\n\r\n${SIGN_IN}`,
      );
      return;
    }
    if (habits.upgrades === "refuse") {
      socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    const muted = habits.upgrades === "mute";
    const asked = forward(request);
    asked.on("upgrade", (answer, far, said) => {
      far.on("error", () => far.destroy());
      sockets.add(far);
      for (const end of [socket, far]) {
        end.setNoDelay(true);
        end.on("error", () => end.destroy());
      }
      socket.write(rawHead(answer));
      if (muted) return;
      socket.write(said);
      socket.pipe(far).pipe(socket);
      far.on("close", () => socket.destroy());
      socket.on("close", () => far.destroy());
    });
    asked.on("error", () => socket.destroy());
    asked.end();
  }

  const server = createServer(pass);
  server.on("upgrade", (request, socket) => upgrade(request, socket as Socket));
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
  });
  await listen(server);
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    paths,
    behave: (next) => {
      habits = next;
    },
    cut: () => {
      for (const socket of sockets) socket.destroy();
      sockets.clear();
    },
  };
}

export interface Tunnel {
  readonly url: string;
  /** Drops every byte of every connection without closing any. */
  swallow(): void;
  /** Accepts new connections; dropped bytes stay lost, and existing connections stay dead. */
  restore(): void;
}

/** A wire that can go silent without breaking, like a phone's. Closed at the end of the test. */
export async function openTunnel(target: string): Promise<Tunnel> {
  const { hostname, port } = new URL(target);
  const dead = new WeakSet<Socket>();
  const open = new Set<Socket>();
  let swallowing = false;
  const join = (from: Socket, to: Socket): void => {
    from.on("data", (bytes) => {
      if (!dead.has(from) && !dead.has(to)) to.write(bytes);
    });
    from.on("close", () => {
      if (!dead.has(from)) to.destroy();
    });
    from.on("error", () => from.destroy());
  };
  const server = createTcpServer((near) => {
    const far = connect(Number(port), hostname);
    for (const end of [near, far]) {
      // Avoids the kernel's own delays.
      end.setNoDelay(true);
      open.add(end);
      if (swallowing) dead.add(end);
    }
    join(near, far);
    join(far, near);
  });
  await listen(server);
  onTestFinished(() => {
    server.close();
    for (const end of open) end.destroy();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    swallow: () => {
      swallowing = true;
      for (const end of open) dead.add(end);
    },
    restore: () => {
      swallowing = false;
    },
  };
}
