import type { WebSocket } from "ws";
import type { Clock } from "../clock.ts";
import { Rate } from "../rooms/rate.ts";

/** An honest peer answers a ping every 15 s and hardly ever sends one. */
const CONTROL_FRAMES_PER_SECOND = 10;

/** Answers pings, as long as they come no faster than a person's network would ever send them. */
export function answerPings(socket: WebSocket, clock: Clock, tooMany: () => void): void {
  const rate = new Rate(CONTROL_FRAMES_PER_SECOND, clock.now());
  socket.on("ping", (data) => {
    if (!rate.take(clock.now())) tooMany();
    else if (socket.readyState === socket.OPEN) socket.pong(data);
  });
  socket.on("pong", () => {
    if (!rate.take(clock.now())) tooMany();
  });
}
