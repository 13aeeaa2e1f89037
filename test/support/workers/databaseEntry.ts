import type { Bindings, DatabaseCalls } from "../../../server/workers/bindings.ts";
import { RoomDatabaseObject } from "../../../server/workers/storage/roomDatabaseObject.ts";

/** A Worker with databases only: nothing reads them by itself. */
export { DatabaseObject } from "../../../server/workers/storage/databaseObject.ts";

interface TestBindings {
  readonly DATABASES: {
    idFromName(name: string): unknown;
    get(id: unknown): DatabaseCalls;
  };
}

/** A room named `<database>/<room>`, so that each test has its own rooms. */
export class TestRoomDatabase extends RoomDatabaseObject {
  protected override findDirectory(bindings: Bindings, name: string): DatabaseCalls {
    const { DATABASES } = bindings as unknown as TestBindings;
    const [database = ""] = name.split("/");
    return DATABASES.get(DATABASES.idFromName(database));
  }
}

export default { fetch: () => new Response() };
