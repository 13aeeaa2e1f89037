import { onTestFinished } from "vitest";
import { WebsocketProvider } from "y-websocket";
import { WebsocketProvider as WebsocketProvider30 } from "y-websocket-3-0";
import * as Y from "yjs";
import { readState } from "../../../../schema/presentation/document.ts";
import type { PresentationState } from "../../../../schema/presentation/presentation.ts";

export interface StockClient {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  /** Close codes and reasons of all closed sockets. */
  readonly closes: readonly { readonly code: number; readonly reason: string }[];
  state(): PresentationState | undefined;
  /** Resolves once the condition holds; checked after every change of document, awareness or connection. */
  until(condition: () => boolean): Promise<void>;
  synced(): Promise<void>;
  close(): void;
}

export type StockVersion = "3.0.0" | "3.1.0";

/** An unmodified y-websocket client, as used by integrators. */
export function openStockClient(
  url: string,
  room: string,
  token: string,
  version: StockVersion = "3.1.0",
): StockClient {
  const doc = new Y.Doc();
  const Provider = version === "3.0.0" ? WebsocketProvider30 : WebsocketProvider;
  const provider = new Provider(`${url.replace("http", "ws")}/sync`, room, doc, {
    protocols: ["offplan.v1", token],
    disableBc: true,
  });
  const closes: { code: number; reason: string }[] = [];
  const waiting = new Set<() => void>();
  const look = (): void => waiting.forEach((check) => check());
  provider.on("connection-close", (event) => {
    if (event !== null) closes.push({ code: event.code, reason: event.reason });
    look();
  });
  provider.on("sync", look);
  provider.on("status", look);
  provider.awareness.on("change", look);
  doc.on("update", look);
  const close = (): void => {
    provider.destroy();
    doc.destroy();
  };
  onTestFinished(close);

  const until = (condition: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (!condition()) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
    });
  return {
    doc,
    provider,
    closes,
    close,
    until,
    synced: () => until(() => provider.synced),
    state: () => {
      const state = readState(doc);
      return state.ok ? state.value : undefined;
    },
  };
}
