/** A Worker of `y-partyserver` as its documentation has it: hibernation, and the document kept in the object's storage. */
import { routePartykitRequest } from "partyserver";
import { YServer } from "y-partyserver";
import { applyUpdate, encodeStateAsUpdate } from "yjs";

const DOCUMENT = "document";

export class Room extends YServer {
  static options = { hibernate: true };

  async onLoad() {
    const update = this.ctx.storage.kv.get(DOCUMENT);
    if (update !== undefined) applyUpdate(this.document, update);
  }

  async onSave() {
    this.ctx.storage.kv.put(DOCUMENT, encodeStateAsUpdate(this.document));
  }
}

export default {
  fetch: async (request, bindings) =>
    (await routePartykitRequest(request, bindings)) ?? new Response(null, { status: 404 }),
};
