import {
  DELIVERIES_KEPT,
  DELIVERIES_LISTED,
  stateAfter,
  toClaimed,
  toDelivery,
  toWebhook,
  type ClaimedRow,
  type DeliveryRow,
  type WebhookRow,
  type WebhookStorage,
} from "../../webhooks.ts";
import type { Database } from "../database.ts";

const LIST = `
  SELECT webhooks.*, (
    SELECT min(coalesce(first_attempt_ms, attempted_at_ms)) FROM offplan.deliveries
    WHERE webhook = webhooks.id AND state <> 'delivered' AND error IS NOT NULL
      AND attempted_at_ms > coalesce((
        SELECT max(attempted_at_ms) FROM offplan.deliveries
        WHERE webhook = webhooks.id AND state = 'delivered'
      ), 0)
  ) AS failing_since_ms
  FROM offplan.webhooks ORDER BY created_at_ms, id`;

const LOCK = "LOCK TABLE offplan.webhooks IN SHARE ROW EXCLUSIVE MODE";
const ADD = `
  INSERT INTO offplan.webhooks (id, url, events, created_at_ms, created_by)
  SELECT $1, $2, $3, $4::bigint, $5 WHERE (SELECT count(*) FROM offplan.webhooks) < $6::bigint
  RETURNING id`;

const DELIVERIES = `
  SELECT id, type, at_ms, state, attempts, attempted_at_ms, due_at_ms, response_status, error
  FROM offplan.deliveries WHERE webhook = $1 AND (
    id > coalesce((
      SELECT id FROM offplan.deliveries WHERE webhook = $1 ORDER BY id DESC LIMIT 1 OFFSET ${DELIVERIES_KEPT}
    ), 0)
    OR state = 'pending' AND attempts > 0
  ) ORDER BY id DESC LIMIT ${DELIVERIES_LISTED}`;

const RESEND = `
  UPDATE offplan.deliveries SET state = 'pending', due_at_ms = $3::bigint, first_attempt_ms = NULL
  WHERE webhook = $1 AND id = $2::bigint RETURNING id`;

/** Rows that another process is claiming are locked, and skipped. */
const CLAIM = `
  WITH due AS (
    SELECT id, row_number() OVER (PARTITION BY webhook ORDER BY id) AS place
    FROM offplan.deliveries AS due
    WHERE state = 'pending' AND due_at_ms <= $1 AND coalesce(leased_until_ms, 0) <= $1
      AND webhook <> ALL ($5::text[])
      AND NOT EXISTS (
        SELECT 1 FROM offplan.deliveries AS earlier
        WHERE earlier.state = 'pending' AND earlier.webhook = due.webhook
          AND earlier.stream = due.stream AND earlier.id < due.id
      )
  ),
  taken AS (
    SELECT id FROM offplan.deliveries
    WHERE id IN (SELECT id FROM due WHERE place <= $4)
      AND state = 'pending' AND coalesce(leased_until_ms, 0) <= $1
    ORDER BY id LIMIT $3 FOR UPDATE SKIP LOCKED
  )
  UPDATE offplan.deliveries AS delivery
  SET leased_until_ms = $2, attempts = attempts + 1, attempted_at_ms = $1,
    first_attempt_ms = coalesce(first_attempt_ms, $1)
  FROM taken, offplan.webhooks
  WHERE delivery.id = taken.id AND webhooks.id = delivery.webhook
  RETURNING delivery.id, webhook, url, type, at_ms, data, attempts, first_attempt_ms`;

const SETTLE = `
  UPDATE offplan.deliveries
  SET state = $3, due_at_ms = coalesce($4::bigint, due_at_ms), leased_until_ms = NULL,
    response_status = $5::integer, error = $6
  WHERE id = $1::bigint AND attempts = $2::integer AND state = 'pending'
  RETURNING webhook`;

const END = `
  WITH ended AS (
    UPDATE offplan.webhooks SET ended_at_ms = coalesce(ended_at_ms, $2::bigint) WHERE id = $1
  )
  UPDATE offplan.deliveries SET state = 'failed', error = 'gone', leased_until_ms = NULL
  WHERE webhook = $1 AND state = 'pending'`;

const PRUNE = `
  DELETE FROM offplan.deliveries AS old WHERE state <> 'pending' AND (at_ms < $1 OR id <= (
    SELECT kept.id FROM offplan.deliveries AS kept WHERE kept.webhook = old.webhook
    ORDER BY kept.id DESC LIMIT 1 OFFSET ${DELIVERIES_KEPT}
  ))`;

export function openWebhooks(database: Database): WebhookStorage {
  const { query } = database;
  const find = async (id: string): Promise<WebhookRow | undefined> =>
    (await query<WebhookRow>("SELECT * FROM offplan.webhooks WHERE id = $1", [id]))[0];
  return {
    list: async () => (await query<WebhookRow>(LIST)).map(toWebhook),
    add: ({ id, url, events, createdAtMs, createdBy }, most) =>
      database.transaction(async (run) => {
        await run(LOCK);
        const values = [id, url, JSON.stringify(events), createdAtMs, createdBy, most];
        return (await run(ADD, values)).length === 1 ? "added" : "full";
      }),
    remove: async (id) => {
      const removed = await query("DELETE FROM offplan.webhooks WHERE id = $1 RETURNING id", [id]);
      return removed.length === 1;
    },
    listDeliveries: async (webhook) => {
      if ((await find(webhook)) === undefined) return undefined;
      return (await query<DeliveryRow>(DELIVERIES, [webhook])).map(toDelivery);
    },
    resend: async (webhook, delivery, nowMs) => {
      const row = await find(webhook);
      if (row === undefined) return undefined;
      if (row.ended_at_ms !== null) return "ended";
      const resent = await query(RESEND, [webhook, delivery, nowMs]);
      return resent.length === 1 ? "pending" : undefined;
    },
    claim: async ({ nowMs, leasedUntilMs, most, mostOfOne, without }) => {
      const rows = await query<ClaimedRow>(CLAIM, [nowMs, leasedUntilMs, most, mostOfOne, without]);
      return rows.map(toClaimed).toSorted((one, other) => one.id - other.id);
    },
    settle: async ({ id, attempt }, outcome) => {
      const { responseStatus = null, error = null } = outcome;
      const dueAtMs = outcome.kind === "retry" ? outcome.dueAtMs : null;
      const values = [id, attempt, stateAfter(outcome), dueAtMs, responseStatus, error];
      const [settled] = await query<{ readonly webhook: string }>(SETTLE, values);
      if (settled !== undefined && outcome.kind === "gone") {
        await query(END, [settled.webhook, outcome.atMs]);
      }
    },
    prune: async (beforeMs) => {
      await query(PRUNE, [beforeMs]);
    },
  };
}
