import { directoryOf, roomOf, type Bindings } from "./bindings.ts";

export { DirectoryObject } from "./directoryObject.ts";
export { RoomObject } from "./roomObject.ts";

const SYNC = /^\/sync\/([^/]{1,128})(?:\/|$)/;

/** The request with the caller's address as the platform determined it; the caller's own header is replaced. */
function withCaller(request: Request, url: URL): Request {
  const headers = new Headers(request.headers);
  headers.set("X-Forwarded-For", headers.get("CF-Connecting-IP") ?? "");
  headers.set("X-Forwarded-Proto", url.protocol.slice(0, -1));
  // The platform compresses responses.
  headers.delete("Accept-Encoding");
  return new Request(request, { headers });
}

/** Routes hashed files to the static assets, a room's traffic to its object, and all else to the directory. */
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
