import { directoryOf, roomOf, type Bindings } from "./bindings.ts";

export { DirectoryObject } from "./directoryObject.ts";
export { RoomObject } from "./roomObject.ts";

const SYNC = /^\/sync\/([^/]{1,128})(?:\/|$)/;

/** The caller's address as the platform says it, in the place of whatever the caller said. */
function withCaller(request: Request, url: URL): Request {
  const headers = new Headers(request.headers);
  headers.set("X-Forwarded-For", headers.get("CF-Connecting-IP") ?? "");
  headers.set("X-Forwarded-Proto", url.protocol.slice(0, -1));
  // The platform compresses what leaves it.
  headers.delete("Accept-Encoding");
  return new Request(request, { headers });
}

/** Files with hashes in their names come from the platform's own servers; a room's traffic goes to its object. */
const entry: ExportedHandler<Bindings> = {
  fetch(request, bindings) {
    const url = new URL(request.url);
    if (url.pathname.startsWith("/assets/")) return bindings.ASSETS.fetch(request);
    const room = SYNC.exec(url.pathname)?.[1];
    const object = room === undefined ? directoryOf(bindings) : roomOf(bindings, room);
    return object.fetch(withCaller(request, url));
  },
};

export default entry;
