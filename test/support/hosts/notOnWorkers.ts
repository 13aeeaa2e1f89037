const CLOCK = "the test moves the server's clock, and the platform has its own";
const LOG = "log lines go to the platform, not to the test";
const RESTART = "objects are not told before they are replaced, and sockets end without a code";

/** Tests of `ON_EVERY_HOST` that Workers cannot pass, by name, with the reason (`server/workers/README.md`). */
export const NOT_ON_WORKERS: ReadonlyMap<string, string> = new Map([
  ["tell the agent who watches, how and what they look at, until they go", CLOCK],
  ["are never quiet for long", CLOCK],
  [
    "trap 28: whoever has an open connection is renewed for stock clients, however rarely its page speaks",
    CLOCK,
  ],
  [
    "an agent whose network dies without a word is gone for stock buyers within 9 s",
    "the platform sends no pings and reports no pongs",
  ],
  ["a connection has one line in the log when it is over, a refused one when it is refused", LOG],
  ["no token, secret or PIN is in any log line or metric", LOG],
  ["a restart in the middle is a reconnect for both and nothing else", RESTART],
  ["what a restart finds on disk is what the agent left, without the agent", RESTART],
  [
    "the preview names the picture that the agent shows, be the room open, empty or never entered",
    RESTART,
  ],
  ["a server that stops lets go of streams and pollers", RESTART],
  [
    "a poll has no tag, so that no condition holds its answer back",
    "the platform decides whether an answer has a length or comes in chunks",
  ],
  [
    "a part that a picture does not have is 416, with the size",
    "static assets are answered whole: they know no ranges",
  ],
  [
    "`If-Match` of another version of a picture is 412, of this one or any the picture",
    "static assets are answered whatever their version",
  ],
  [
    "over real sockets: an inspector reads a buyer's refused write, agents and buyers are sent nothing, no secret is said",
    "the platform reports no pongs, so there is no round trip to show",
  ],
  [
    "starts, shows, sees who watches, and ends, below a path",
    "a Worker has its own host name, and no base path",
  ],
  ["of one address are counted", "each room counts its own sockets"],
]);
