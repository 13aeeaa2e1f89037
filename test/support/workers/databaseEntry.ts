/** A Worker with databases and nothing that reads them by itself. */
export { DatabaseObject } from "../../../server/workers/storage/databaseObject.ts";

export default { fetch: () => new Response() };
