import type { SqlDatabase } from "../sqlDatabase.ts";
import {
  DELIVERIES_KEPT,
  DELIVERIES_LISTED,
  stateAfter,
  toClaimed,
  toDelivery,
  toWebhook,
  type ClaimedDelivery,
  type ClaimedRow,
  type ClaimOptions,
  type DeliveryOutcome,
  type DeliveryRecord,
  type DeliveryRow,
  type ListedWebhook,
  type WebhookRecord,
  type WebhookRow,
} from "../../webhooks.ts";

const LIST = `
  SELECT webhooks.*, (
    SELECT min(coalesce(first_attempt_ms, attempted_at_ms)) FROM deliveries
    WHERE webhook = webhooks.id AND state <> 'delivered' AND error IS NOT NULL
      AND attempted_at_ms > coalesce((
        SELECT max(attempted_at_ms) FROM deliveries
        WHERE webhook = webhooks.id AND state = 'delivered'
      ), 0)
  ) AS failing_since_ms
  FROM webhooks ORDER BY created_at_ms, id`;

const CLAIM = `
  UPDATE deliveries SET leased_until_ms = :leasedUntil, attempts = attempts + 1,
    attempted_at_ms = :now, first_attempt_ms = ifnull(first_attempt_ms, :now)
  WHERE id IN (
    SELECT id FROM (
      SELECT id, row_number() OVER (PARTITION BY webhook ORDER BY id) AS place
      FROM deliveries AS due
      WHERE state = 'pending' AND due_at_ms <= :now AND ifnull(leased_until_ms, 0) <= :now
        AND webhook NOT IN (SELECT value FROM json_each(:without))
        AND NOT EXISTS (
          SELECT 1 FROM deliveries AS earlier
          WHERE earlier.state = 'pending' AND earlier.webhook = due.webhook
            AND earlier.stream = due.stream AND earlier.id < due.id
        )
    )
    WHERE place <= :mostOfOne ORDER BY id LIMIT :most
  )
  RETURNING id, webhook, (SELECT url FROM webhooks WHERE webhooks.id = webhook) AS url, type, at_ms,
    data, attempts, first_attempt_ms`;

const SETTLE = `
  UPDATE deliveries SET state = :state, due_at_ms = ifnull(:due, due_at_ms), leased_until_ms = NULL,
    response_status = :status, error = :error
  WHERE id = :id AND attempts = :attempt AND state = 'pending'
  RETURNING webhook`;

const PRUNE = `
  DELETE FROM deliveries WHERE state <> 'pending' AND (at_ms < :before OR id <= (
    SELECT kept.id FROM deliveries AS kept WHERE kept.webhook = deliveries.webhook
    ORDER BY kept.id DESC LIMIT 1 OFFSET ${DELIVERIES_KEPT}
  ))`;

/** Operations on webhooks. */
export function webhookOperations(database: SqlDatabase) {
  const select = database.prepare(LIST);
  const find = database.prepare("SELECT * FROM webhooks WHERE id = ?");
  const count = database.prepare("SELECT count(*) AS kept FROM webhooks");
  const insert = database.prepare(
    `INSERT INTO webhooks (id, url, events, created_at_ms, created_by)
     VALUES (:id, :url, :events, :created, :by)`,
  );
  const remove = database.prepare("DELETE FROM webhooks WHERE id = ?");
  const selectDeliveries = database.prepare(
    `SELECT id, type, at_ms, state, attempts, attempted_at_ms, due_at_ms, response_status, error
     FROM deliveries WHERE webhook = ?1 AND (
       id > ifnull((
         SELECT id FROM deliveries WHERE webhook = ?1 ORDER BY id DESC LIMIT 1 OFFSET ${DELIVERIES_KEPT}
       ), 0)
       OR state = 'pending' AND attempts > 0
     ) ORDER BY id DESC LIMIT ${DELIVERIES_LISTED}`,
  );
  const resend = database.prepare(
    `UPDATE deliveries SET state = 'pending', due_at_ms = :now, first_attempt_ms = NULL
     WHERE webhook = :webhook AND id = :id`,
  );
  const claim = database.prepare(CLAIM);
  const settle = database.prepare(SETTLE);
  const end = database.prepare(
    "UPDATE webhooks SET ended_at_ms = :at WHERE id = :id AND ended_at_ms IS NULL",
  );
  const giveUp = database.prepare(
    `UPDATE deliveries SET state = 'failed', error = 'gone', leased_until_ms = NULL
     WHERE webhook = ? AND state = 'pending'`,
  );
  const prune = database.prepare(PRUNE);
  // No other process has the file open, so remaining leases belong to one that died.
  database.exec("UPDATE deliveries SET leased_until_ms = NULL WHERE leased_until_ms IS NOT NULL");

  return {
    listWebhooks: (): readonly ListedWebhook[] =>
      select.all().map((row) => toWebhook(row as unknown as WebhookRow)),
    addWebhook: (record: WebhookRecord, most: number): "added" | "full" => {
      if (Number(count.get()?.["kept"]) >= most) return "full";
      const { id, url, events, createdAtMs: created, createdBy: by } = record;
      insert.run({ id, url, events: JSON.stringify(events), created, by });
      return "added";
    },
    removeWebhook: (id: string): boolean => remove.run(id).changes === 1,
    listDeliveries: (webhook: string): readonly DeliveryRecord[] | undefined =>
      find.get(webhook) &&
      selectDeliveries.all(webhook).map((row) => toDelivery(row as unknown as DeliveryRow)),
    resendDelivery: (
      webhook: string,
      id: number,
      nowMs: number,
    ): "pending" | "ended" | undefined => {
      const row = find.get(webhook);
      if (row === undefined) return undefined;
      if (row["ended_at_ms"] !== null) return "ended";
      return resend.run({ webhook, id, now: nowMs }).changes === 1 ? "pending" : undefined;
    },
    claimDeliveries: ({ nowMs, leasedUntilMs, most, mostOfOne, without }: ClaimOptions) =>
      claim
        .all({
          now: nowMs,
          leasedUntil: leasedUntilMs,
          most,
          mostOfOne,
          without: JSON.stringify(without),
        })
        .map((row) => toClaimed(row as unknown as ClaimedRow)),
    settleDelivery: (
      { id, attempt }: Pick<ClaimedDelivery, "id" | "attempt">,
      outcome: DeliveryOutcome,
    ): void => {
      const { kind, responseStatus, error } = outcome;
      const settled = settle.get({
        id,
        attempt,
        state: stateAfter(outcome),
        due: kind === "retry" ? outcome.dueAtMs : null,
        status: responseStatus ?? null,
        error: error ?? null,
      });
      if (settled === undefined || kind !== "gone") return;
      end.run({ at: outcome.atMs, id: String(settled["webhook"]) });
      giveUp.run(String(settled["webhook"]));
    },
    pruneDeliveries: (beforeMs: number): void => {
      prune.run({ before: beforeMs });
    },
  };
}
