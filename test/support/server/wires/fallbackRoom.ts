import * as awarenessProtocol from "y-protocols/awareness";
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as Y from "yjs";
import type { PresentationChange } from "../../../../schema/presentation/changes.ts";
import { openWriter, readState } from "../../../../schema/presentation/document.ts";
import type { StreamEvent } from "./eventStream.ts";
import type { FakeClock } from "../../clock/fakeClock.ts";
import { openStockClient } from "./stockClient.ts";
import { openTestServer, type TestServer } from "../testServer.ts";

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** A document and the others' states, fed with the frames of any transport. */
export function openReader() {
  const doc = new Y.Doc();
  const awareness = new awarenessProtocol.Awareness(doc);
  awareness.destroy();
  const read = (frame: Uint8Array): void => {
    const decoder = decoding.createDecoder(frame);
    const kind = decoding.readVarUint(decoder);
    if (kind === 0) {
      if (decoding.readVarUint(decoder) === 0) return;
      Y.applyUpdate(doc, decoding.readVarUint8Array(decoder));
    } else {
      awarenessProtocol.applyAwarenessUpdate(awareness, decoding.readVarUint8Array(decoder), null);
    }
  };
  return {
    doc,
    read,
    view: () => {
      const state = readState(doc);
      return state.ok ? state.value.view : undefined;
    },
    shortlist: () => {
      const state = readState(doc);
      return state.ok ? state.value.shortlist : undefined;
    },
    since: () => Buffer.from(Y.encodeStateVector(doc)).toString("base64url"),
    others: () => [...awareness.getStates().values()],
  };
}

/** An agent with a stock client that writes like the desk. */
async function openPresenter(server: TestServer, room: string, token: string) {
  const client = openStockClient(server.url, room, token);
  await client.synced();
  const writer = openWriter(client.doc);
  return {
    client,
    write: (change: PresentationChange) => writer.write(change),
    viewers: () =>
      [...client.provider.awareness.getStates().values()].filter(({ role }) => role === "buyer"),
  };
}

/** A presentation with its agent, and a buyer with a token but without a socket. */
export async function openFallbackRoom(
  environment: Record<string, string> = {},
  options: object = {},
  clock?: FakeClock,
) {
  const server = await openTestServer(environment, clock);
  const presentation = await server.present(options);
  const agentToken = await presentation.roomToken("agent");
  const agent = await openPresenter(server, presentation.room, agentToken);
  const { token, room } = await presentation.join("Bob");
  const sync = `${server.url}/sync/${room}`;
  const poll = (since: string, headers: Record<string, string> = {}) =>
    fetch(`${sync}/state?since=${since}`, { headers: { ...bearer(token), ...headers } });
  const attend = (clientId: number, clock: number, state: object | null, seat = "") =>
    fetch(`${sync}/attention?seat=${seat}`, {
      method: "POST",
      headers: { ...bearer(token), "content-type": "application/octet-stream" },
      body: awarenessFrame(clientId, clock, state),
    });
  return { server, presentation, agent, agentToken, token, room, sync, poll, attend };
}

function awarenessFrame(clientId: number, clock: number, state: object | null) {
  const payload = encoding.createEncoder();
  encoding.writeVarUint(payload, 1);
  encoding.writeVarUint(payload, clientId);
  encoding.writeVarUint(payload, clock);
  encoding.writeVarString(payload, JSON.stringify(state));
  const frame = encoding.createEncoder();
  encoding.writeVarUint(frame, 1);
  encoding.writeVarUint8Array(frame, encoding.toUint8Array(payload));
  return encoding.toUint8Array(frame);
}

export const frameOf = ({ data }: StreamEvent): Uint8Array => Buffer.from(data, "base64");
export const UNIT = { screen: "unit", unit: "b-1204" } as const;
