import { createServer } from "node:http";
import { listenUntilDone } from "../server/hostServer.ts";

/** Serves one page of another application. To browsers `localhost` and `127.0.0.1` are different sites. */
export async function openAdmin(html: string, hostName: "localhost" | "127.0.0.1" = "localhost") {
  let page = html;
  const origin = await listenUntilDone(
    createServer((_request, response) => {
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end(page);
    }),
  );
  return {
    origin: origin.replace("127.0.0.1", hostName),
    show: (next: string) => {
      page = next;
    },
  };
}
