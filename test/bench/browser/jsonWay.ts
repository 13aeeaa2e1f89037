declare global {
  /** URL of the bare relay, injected into the page before its scripts. */
  var benchRelayPort: number | undefined;
}

/** Changes as JSON over a bare relay: no document, no validation, no catching up. */
export interface JsonWay {
  send(change: PresentationChange): void;
  close(): void;
}

export function openJsonWay(room: string, received: (change: PresentationChange) => void): JsonWay {
  const { hostname } = location;
  const socket = new WebSocket(`ws://${hostname}:${globalThis.benchRelayPort}/${room}`);
  socket.binaryType = "arraybuffer";
  socket.addEventListener("message", ({ data }: MessageEvent<string>) => {
    received(JSON.parse(data) as PresentationChange);
  });
  return {
    send: (change) => {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(change));
    },
    close: () => socket.close(),
  };
}
import type { PresentationChange } from "../../../schema/presentation/changes.ts";
