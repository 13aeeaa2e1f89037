import { dataMembers, webhookFacts, type WebhookFact } from "../webhookFacts.ts";

const FACTS = webhookFacts({
  schema: "offplan.",
  jsonObject: "json_build_object",
  isoTime: (column) =>
    `to_char(to_timestamp(${column} / 1000.0) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  statusChange: "INSERT OR UPDATE",
  listChanges: [{ name: "list_applied", change: "UPDATE OF version" }],
  summaryOf: (member) => `summary::json -> '${member}'`,
  isDifferent: (one, other) => `${one} <> ${other}`,
});

/** Writes the event for every receiver that subscribes to it. The lock prevents their deletion meanwhile. */
function trigger(fact: WebhookFact): string {
  const { name, table, change, when, type, at, stream } = fact;
  const { presentation = "NULL", participant = "NULL" } = fact;
  return `
  CREATE FUNCTION offplan.${name}() RETURNS trigger LANGUAGE plpgsql AS $tell$
  BEGIN
    INSERT INTO offplan.deliveries
      (webhook, stream, presentation, participant, type, at_ms, due_at_ms, data)
    SELECT webhooks.id, ${stream}, ${presentation}, ${participant}, '${type}', ${at}, ${at},
      json_strip_nulls(json_build_object(${dataMembers(fact)}))::text
    FROM offplan.webhooks
    WHERE webhooks.events::jsonb ? '${type}' AND webhooks.ended_at_ms IS NULL
    FOR KEY SHARE;
    RETURN NULL;
  END
  $tell$;
  CREATE TRIGGER ${name} AFTER ${change} ON offplan.${table} FOR EACH ROW
    ${when === undefined ? "" : `WHEN (${when})`} EXECUTE FUNCTION offplan.${name}();`;
}

/** Receivers, their outbox, and the triggers that fill it: a fact and its events are written in one transaction. */
export const WEBHOOK_TABLES = `
  ALTER TABLE offplan.visits ADD COLUMN arrived_at_ms bigint NOT NULL DEFAULT 0;
  ALTER TABLE offplan.list_heads ADD COLUMN changed_at_ms bigint NOT NULL DEFAULT 0;

  CREATE TABLE offplan.webhooks (
    id text COLLATE "C" PRIMARY KEY,
    url text NOT NULL,
    events text NOT NULL,
    created_at_ms bigint NOT NULL,
    created_by text NOT NULL,
    ended_at_ms bigint
  );

  CREATE TABLE offplan.deliveries (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    webhook text COLLATE "C" NOT NULL REFERENCES offplan.webhooks (id) ON DELETE CASCADE,
    stream text COLLATE "C" NOT NULL,
    presentation text COLLATE "C" REFERENCES offplan.presentations (id) ON DELETE CASCADE,
    participant text COLLATE "C",
    type text NOT NULL,
    at_ms bigint NOT NULL,
    data text NOT NULL,
    state text NOT NULL DEFAULT 'pending',
    attempts integer NOT NULL DEFAULT 0,
    first_attempt_ms bigint,
    attempted_at_ms bigint,
    due_at_ms bigint NOT NULL,
    leased_until_ms bigint,
    response_status integer,
    error text
  );
  CREATE INDEX deliveries_by_webhook ON offplan.deliveries (webhook, id);
  CREATE INDEX deliveries_by_presentation ON offplan.deliveries (presentation, participant);
  CREATE INDEX deliveries_pending ON offplan.deliveries (webhook, stream, id) WHERE state = 'pending';
  ${FACTS.map(trigger).join("")}
`;
