import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";

export interface BenchClient {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  close(): void;
}

/** A synced stock client. */
export async function openBenchClient(
  url: string,
  room: string,
  token: string,
): Promise<BenchClient> {
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(`${url.replace("http", "ws")}/sync`, room, doc, {
    protocols: ["offplan.v1", token],
    disableBc: true,
  });
  await new Promise<void>((resolve) => {
    provider.on("sync", (synced: boolean) => {
      if (synced) resolve();
    });
  });
  const close = (): void => {
    provider.destroy();
    doc.destroy();
  };
  return { doc, provider, close };
}
