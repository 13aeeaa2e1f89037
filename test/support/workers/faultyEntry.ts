import type {
  RoomOperationName,
  RoomOperations,
} from "../../../server/workers/storage/roomOperations.ts";
import entry, { DirectoryObject, RoomObject } from "../../../server/workers/entry.ts";

/** The current fault. It applies to all objects, since they share this module. */
let failing: string | undefined;

const failIf = (kind: string): void => {
  if (failing === kind) throw new Error("SQLITE_IOERR: the test says so");
};

/** Duration of a slow call. */
const SLOW_MS = 500;

export class FaultyDirectory extends DirectoryObject {
  override async operate(...call: Parameters<DirectoryObject["operate"]>): Promise<unknown> {
    failIf("directory");
    // An opening room reads its hearts after its sockets have been restored.
    if (failing === "slow" && call[0] === "listHearts")
      await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
    return super.operate(...call);
  }
}

export class FaultyRoom extends RoomObject {
  override async operateRoom<Name extends RoomOperationName>(
    name: Name,
    args: Parameters<RoomOperations[Name]>,
  ): Promise<ReturnType<RoomOperations[Name]>> {
    failIf("room");
    return super.operateRoom(name, args);
  }
}

export { FaultyDirectory as DirectoryObject, FaultyRoom as RoomObject };

const FAULT = "/fault/";

/**
 * The deployed Worker; `POST /fault/room` or `/fault/directory` breaks storage, `/fault/slow` delays it, `/fault/none`
 * ends both.
 */
export default {
  ...entry,
  fetch: (request: Request, ...rest: unknown[]) => {
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith(FAULT)) {
      return (entry.fetch as (...given: unknown[]) => unknown)(request, ...rest);
    }
    failing = pathname.slice(FAULT.length);
    return new Response();
  },
};
