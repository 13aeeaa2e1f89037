const CLOCK = "the test moves the server's clock, and the platform has its own";
const LOG = "log lines go to the platform, not to the test";
const RESTART = "objects are not told before they are replaced, and sockets end without a code";

/** Tests of `ON_EVERY_HOST` that Workers cannot pass, by name, with the reason (`server/workers/README.md`). */
export const NOT_ON_WORKERS: ReadonlyMap<string, string> = new Map([
  ["show the agent each viewer, its transport and attention, until it leaves", CLOCK],
  ["are never silent for 5 s", CLOCK],
  [
    "trap 28: a participant with an open connection is renewed for stock clients, however rarely its page sends",
    CLOCK,
  ],
  [
    "an agent whose network fails silently is gone for stock buyers within 9 s",
    "the platform sends no pings and reports no pongs",
  ],
  ["a connection is logged in one line when it ends, a refused one when it is refused", LOG],
  ["no token, secret or PIN is in any log line or metric", LOG],
  ["a restart in the middle only makes both reconnect", RESTART],
  ["a restart restores the agent's last state from disk, without the agent", RESTART],
  [
    "the preview names the picture that the agent shows, whether the room is open, empty or never entered",
    RESTART,
  ],
  ["a stopping server closes streams, and polls go on after a restart", RESTART],
  [
    "a poll has no ETag, so no conditional request withholds its answer",
    "the platform decides whether an answer has a length or comes in chunks",
  ],
  [
    "a range outside a picture is 416, with the size",
    "static assets are answered whole: they know no ranges",
  ],
  [
    "`If-Match` with another version's tag is 412, with the current tag or `*` the picture",
    "static assets are answered whatever their version",
  ],
  [
    "over real sockets: an inspector reads a buyer's refused write, agent and buyer receive no event, no secret appears",
    "the platform reports no pongs, so there is no round trip to show",
  ],
  [
    "starts, shows, lists viewers, and ends, below a path",
    "a Worker has its own host name, and no base path",
  ],
  ["count towards the limit of their address", "each room counts its own sockets"],
]);
