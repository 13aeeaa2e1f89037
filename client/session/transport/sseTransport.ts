import { fromBase64 } from "lib0/buffer";
import {
  ask,
  BROKEN,
  isOfType,
  readRefusal,
  SIGN_OF_LIFE,
  type FallbackTransport,
  type TransportClose,
} from "./fallbackTransport.ts";

const EVENTS_TYPE = "text/event-stream";

interface ServerEvent {
  readonly name: string;
  readonly data: string;
}

function parseEvent(block: string): ServerEvent {
  const fields = block.split("\n").map((line) => line.split(/: ?(.*)/, 2));
  const valueOf = (name: string) => fields.find(([field]) => field === name)?.[1] ?? "";
  return { name: valueOf("event"), data: valueOf("data") };
}

const readEnd = (data: string): TransportClose => JSON.parse(data) as TransportClose;

/** Server-sent events, read with `fetch`: `EventSource` would need the token in the URL. */
export const sseTransport: FallbackTransport = async (options, link) => {
  const response = await ask(options, link, "events", EVENTS_TYPE);
  if (!response.ok) return readRefusal(response);
  if (response.body === null || !isOfType(response, EVENTS_TYPE)) return BROKEN;
  link.open();
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return BROKEN;
    const blocks = (text + value).split("\n\n");
    text = blocks.pop() ?? "";
    for (const { name, data } of blocks.map(parseEvent)) {
      if (name === "close") return readEnd(data);
      link.deliver(data === "" ? SIGN_OF_LIFE : fromBase64(data).slice());
    }
  }
};
