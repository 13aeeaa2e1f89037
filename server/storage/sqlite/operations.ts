import { documentOperations } from "./queries/documents.ts";
import { followUpOperations } from "./queries/followUps.ts";
import { heartOperations } from "./queries/hearts.ts";
import { historyOperations } from "./queries/history.ts";
import { listOperations } from "./queries/lists.ts";
import { pictureOperations } from "./queries/pictures.ts";
import { presentationOperations } from "./queries/presentations.ts";
import { recapOperations } from "./queries/recaps.ts";
import type { SqlDatabase } from "./sqlDatabase.ts";
import { unitOperations } from "./queries/units.ts";
import { webhookOperations } from "./queries/webhooks.ts";

/** All operations on the database. The caller provides the transactions. */
export const openOperations = (database: SqlDatabase, probe: () => void) => ({
  ...documentOperations(database),
  ...presentationOperations(database),
  ...heartOperations(database),
  ...unitOperations(database),
  ...listOperations(database),
  ...pictureOperations(database),
  ...historyOperations(database),
  ...recapOperations(database),
  ...followUpOperations(database),
  ...webhookOperations(database),
  ping: probe,
});
export type Operations = ReturnType<typeof openOperations>;
export type OperationName = keyof Operations;

/** Where the operations run: in a thread, in this object, or in another one. */
export interface OperationCalls {
  call<Name extends OperationName>(
    name: Name,
    ...args: Parameters<Operations[Name]>
  ): Promise<ReturnType<Operations[Name]>>;
}
