import type { Traffic } from "./leanSocket.ts";
import type { LoadPlan } from "../plan.ts";
import type { Script } from "../script.ts";
import { HOCUSPOCUS, OFFPLAN, RELAY, Y_PARTYSERVER, Y_WEBSOCKET } from "./dialects.ts";
import { openEventsWire, openPollingWire } from "./http.ts";
import { openSocketIoWire } from "./socketIo.ts";
import type { Wire, WireContext } from "./wire.ts";
import { openYjsWire } from "./yjs.ts";

interface Shared {
  readonly traffic: Traffic;
  readonly script: Script;
  readonly lost: (why: string) => void;
}

/** The plan's protocol. */
export function openWire(plan: LoadPlan, shared: Shared): Wire {
  const { port, attends, echoes } = plan;
  const context: WireContext = { ...shared, port, attends, echoes };
  switch (plan.wire) {
    case "offplan":
    case "workers":
      return openYjsWire(OFFPLAN, context);
    case "relay":
      return openYjsWire(RELAY, context);
    case "y-websocket":
      return openYjsWire(Y_WEBSOCKET, context);
    case "hocuspocus":
      return openYjsWire(HOCUSPOCUS, context);
    case "y-partyserver":
      return openYjsWire(Y_PARTYSERVER, context);
    case "socket-io":
      return openSocketIoWire(context);
    case "events":
      return openEventsWire(context);
    case "polling":
      return openPollingWire(context);
  }
}
