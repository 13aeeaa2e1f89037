import { expect, onTestFinished, test } from "vitest";
import * as awarenessProtocol from "y-protocols/awareness";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { MESSAGE } from "../../../../schema/protocol/protocol.ts";
import { OwnAwareness } from "../../../../client/session/room/ownAwareness.ts";

/** A socket that opens at once and records sent messages. */
class OpenSocket extends EventTarget {
  static sent: Uint8Array[] = [];
  readonly OPEN = 1;
  readyState = 1;
  onopen: (() => void) | undefined;

  constructor() {
    super();
    queueMicrotask(() => this.onopen?.());
  }

  send(frame: Uint8Array): void {
    OpenSocket.sent.push(frame);
  }

  close(): void {
    this.readyState = 3;
  }
}

async function openProvider(doc: Y.Doc, awareness: awarenessProtocol.Awareness) {
  const provider = new WebsocketProvider("ws://localhost", "room", doc, {
    disableBc: true,
    connect: false,
    awareness,
    WebSocketPolyfill: OpenSocket as unknown as typeof WebSocket,
  });
  onTestFinished(() => {
    provider.destroy();
    doc.destroy();
  });
  provider.connect();
  await new Promise<void>((resolve) => provider.once("status", () => resolve()));
  OpenSocket.sent = [];
  return provider;
}

/** Awareness received from another participant. */
function hearOther(provider: WebsocketProvider): void {
  const other = new awarenessProtocol.Awareness(new Y.Doc());
  other.setLocalState({ pointer: { anchor: "unit:b-1204", x: 0.5, y: 0.5 } });
  const update = awarenessProtocol.encodeAwarenessUpdate(other, [other.clientID]);
  awarenessProtocol.applyAwarenessUpdate(provider.awareness, update, provider);
  other.destroy();
}

const sentAwareness = () => OpenSocket.sent.filter((frame) => frame[0] === MESSAGE.awareness);

test("received states are not sent back, the page's own are sent", async () => {
  const echoing = new Y.Doc();
  hearOther(await openProvider(echoing, new awarenessProtocol.Awareness(echoing)));
  expect(sentAwareness()).toHaveLength(1);
  const quiet = new Y.Doc();
  const provider = await openProvider(quiet, new OwnAwareness(quiet));
  const heard: unknown[] = [];
  provider.awareness.on("change", (change: unknown) => heard.push(change));
  hearOther(provider);
  expect(heard).toHaveLength(1);
  expect(sentAwareness()).toHaveLength(0);
  provider.awareness.setLocalState({ attention: { state: "following" } });
  expect(sentAwareness()).toHaveLength(1);
});
