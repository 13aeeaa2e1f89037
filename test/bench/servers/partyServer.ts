/** `y-partyserver` in the platform's runtime: nothing is authenticated or checked; the document is stored 2 s after a change. */
import { join } from "node:path";
import { Miniflare } from "miniflare";
import { bundleWorker } from "../../../server/workers/build/bundle.ts";
import { COMPATIBILITY } from "../../../server/workers/local/runWorkers.ts";
import { tellPort } from "./listen.ts";

const ROOM = join(import.meta.dirname, "..", "peers", "partyRoom.js");

const miniflare = new Miniflare({
  ...COMPATIBILITY,
  host: "127.0.0.1",
  port: 0,
  modules: [{ type: "ESModule", path: "entry.js", contents: await bundleWorker(ROOM) }],
  durableObjects: { Room: { className: "Room", useSQLite: true } },
  durableObjectsPersist: join(process.env["DATA_DIR"] ?? "", "objects"),
});
tellPort(Number((await miniflare.ready).port));
