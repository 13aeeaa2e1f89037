import { createServer } from "node:http";
import { listenUntilDone } from "../server/hostServer.ts";

/** Serves one page of somebody else's. `localhost` is another site than `127.0.0.1`, to browsers too. */
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
