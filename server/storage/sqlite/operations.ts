import { documentOperations } from "./documents.ts";
import { followUpOperations } from "./followUps.ts";
import { heartOperations } from "./hearts.ts";
import { historyOperations } from "./history.ts";
import { listOperations } from "./lists.ts";
import { pictureOperations } from "./pictures.ts";
import { presentationOperations } from "./presentations.ts";
import { recapOperations } from "./recaps.ts";
import type { SqlDatabase } from "./sqlDatabase.ts";
import { unitOperations } from "./units.ts";
import { webhookOperations } from "./webhooks.ts";

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
