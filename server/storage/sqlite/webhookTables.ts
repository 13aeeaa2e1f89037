import { dataMembers, webhookFacts, type WebhookFact } from "../webhookFacts.ts";

const FACTS = webhookFacts({
  schema: "",
  jsonObject: "json_object",
  isoTime: (column) => `strftime('%Y-%m-%dT%H:%M:%fZ', ${column} / 1000.0, 'unixepoch')`,
  statusChange: "INSERT",
  listChanges: [
    { name: "list_applied", change: "INSERT" },
    { name: "list_changed", change: "UPDATE OF version" },
  ],
  summaryOf: (member) => `summary ->> '$.${member}'`,
  isDifferent: (one, other) => `json(iif(${one} = ${other}, 'false', 'true'))`,
});

/** Writes the event for every receiver that subscribes to it. */
function trigger(fact: WebhookFact): string {
  const { name, table, change, when, type, at, stream } = fact;
  const { presentation = "NULL", participant = "NULL" } = fact;
  return `
  CREATE TRIGGER ${name} AFTER ${change} ON ${table}${when === undefined ? "" : ` WHEN ${when}`} BEGIN
    INSERT INTO deliveries (webhook, stream, presentation, participant, type, at_ms, due_at_ms, data)
    SELECT webhooks.id, ${stream}, ${presentation}, ${participant}, '${type}', ${at}, ${at},
      json_patch('{}', json_object(${dataMembers(fact)}))
    FROM webhooks, json_each(webhooks.events) AS wanted
    WHERE wanted.value = '${type}' AND webhooks.ended_at_ms IS NULL;
  END;`;
}

/** Receivers, their outbox, and the triggers that fill it: a fact and its events are written in one transaction. */
export const WEBHOOK_TABLES = `
  ALTER TABLE visits ADD COLUMN arrived_at_ms INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE list_heads ADD COLUMN changed_at_ms INTEGER NOT NULL DEFAULT 0;

  CREATE TABLE webhooks (
    id TEXT PRIMARY KEY,
    url TEXT NOT NULL,
    events TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    ended_at_ms INTEGER
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    webhook TEXT NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    stream TEXT NOT NULL,
    presentation TEXT REFERENCES presentations (id) ON DELETE CASCADE,
    participant TEXT,
    type TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    data TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'pending',
    attempts INTEGER NOT NULL DEFAULT 0,
    first_attempt_ms INTEGER,
    attempted_at_ms INTEGER,
    due_at_ms INTEGER NOT NULL,
    leased_until_ms INTEGER,
    response_status INTEGER,
    error TEXT
  ) STRICT;
  CREATE INDEX deliveries_by_webhook ON deliveries (webhook, id);
  CREATE INDEX deliveries_by_presentation ON deliveries (presentation, participant);
  CREATE INDEX deliveries_pending ON deliveries (webhook, stream, id) WHERE state = 'pending';
  ${FACTS.map(trigger).join("")}
`;
