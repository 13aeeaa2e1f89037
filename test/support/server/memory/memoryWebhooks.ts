import { DatabaseSync } from "node:sqlite";
import { migrate } from "../../../../server/storage/sqlite/migrations.ts";
import { webhookOperations } from "../../../../server/storage/sqlite/queries/webhooks.ts";
import type { WebhookStorage } from "../../../../server/storage/webhooks.ts";

/** Receivers and deliveries, without triggers: facts are stored in other maps. */
export function memoryWebhooks(): WebhookStorage {
  const database = new DatabaseSync(":memory:");
  migrate(database);
  const operations = webhookOperations(database);
  return {
    list: async () => operations.listWebhooks(),
    add: async (record, most) => operations.addWebhook(record, most),
    remove: async (id) => operations.removeWebhook(id),
    listDeliveries: async (webhook) => operations.listDeliveries(webhook),
    resend: async (...args) => operations.resendDelivery(...args),
    claim: async (options) => operations.claimDeliveries(options),
    settle: async (delivery, outcome) => operations.settleDelivery(delivery, outcome),
    prune: async (beforeMs) => operations.pruneDeliveries(beforeMs),
  };
}
