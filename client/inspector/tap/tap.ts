import type { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";
import { INSPECTION_MESSAGE } from "../../../schema/protocol/inspection.ts";
import { browserClock, type Clock } from "../../base/clock.ts";
import { createStore, type Store } from "../../base/store.ts";
import { Batches, readBatch, type RoomEventStream } from "./batches.ts";
import { createFaults, type Faults } from "./faults.ts";
import { tapSocket } from "./tappedSocket.ts";
import { createWire, type WireState } from "./wire.ts";

/** A document of a room and its awareness. */
interface RoomReplica {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
}

/** Observes a connection to a room: its document, its sockets and, for an inspector, the room's reports. */
export interface Tap {
  /** For the `WebSocketPolyfill` of y-websocket's provider. */
  readonly webSocket: typeof WebSocket;
  /** Called with each new replica. */
  joined(replica: RoomReplica): void;
  readonly replica: Store<RoomReplica | undefined>;
  readonly wire: Store<WireState>;
  readonly faults: Faults;
  readonly events: RoomEventStream;
}

interface TapOptions {
  /** Sent on every socket as soon as it is open. */
  readonly greeting?: Uint8Array<ArrayBuffer>;
  readonly clock?: Clock;
  readonly webSocket?: typeof WebSocket;
}

export function createTap({
  greeting,
  clock = browserClock,
  webSocket = WebSocket,
}: TapOptions = {}): Tap {
  const replica = createStore<RoomReplica | undefined>(undefined);
  const wire = createWire(() => clock.now());
  const faults = createFaults(clock);
  const events = new Batches();
  return {
    replica,
    wire: wire.state,
    faults,
    events,
    joined: (next) => replica.set(next),
    webSocket: tapSocket({
      webSocket,
      faults,
      clock,
      greeting,
      witness: {
        ...wire,
        received: (frame) => {
          wire.received(frame.byteLength);
          if (frame[0] !== INSPECTION_MESSAGE) return false;
          const batch = readBatch(frame);
          if (batch !== undefined) events.tell(batch, clock.now());
          return true;
        },
      },
    }),
  };
}
