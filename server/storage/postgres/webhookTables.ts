interface Fact {
  /** Of the trigger and its function. */
  readonly name: string;
  /** When it fires, as in CREATE TRIGGER. */
  readonly after: string;
  readonly when?: string;
  readonly type: string;
  /** SQL expressions over `NEW`. */
  readonly stream: string;
  readonly presentation?: string;
  readonly participant?: string;
  readonly at: string;
  /** Members of the event's data; those that are NULL are left out. */
  readonly data: Readonly<Record<string, string>>;
}

/** Writes the event for every receiver that subscribes to it. The lock prevents their deletion meanwhile. */
function tell(fact: Fact): string {
  const { name, after, when, type, stream, presentation, participant, at, data } = fact;
  const members = Object.entries(data).map(([member, value]) => `'${member}', ${value}`);
  return `
  CREATE FUNCTION offplan.${name}() RETURNS trigger LANGUAGE plpgsql AS $tell$
  BEGIN
    INSERT INTO offplan.deliveries
      (webhook, stream, presentation, participant, type, at_ms, due_at_ms, data)
    SELECT webhooks.id, ${stream}, ${presentation ?? "NULL"}, ${participant ?? "NULL"}, '${type}', ${at}, ${at},
      json_strip_nulls(json_build_object(${members.join(", ")}))::text
    FROM offplan.webhooks
    WHERE webhooks.events::jsonb ? '${type}' AND webhooks.ended_at_ms IS NULL
    FOR KEY SHARE;
    RETURN NULL;
  END
  $tell$;
  CREATE TRIGGER ${name} AFTER ${after} FOR EACH ROW ${when === undefined ? "" : `WHEN (${when})`}
    EXECUTE FUNCTION offplan.${name}();`;
}

const ofPresentation = { stream: "NEW.id", presentation: "NEW.id" };
const presentationData = {
  presentation: "NEW.id",
  project: "NEW.project",
  agent: "json_build_object('id', NEW.agent_id)",
};
const ofPerson = {
  stream: "NEW.presentation",
  presentation: "NEW.presentation",
  participant: "NEW.participant",
};
const personData = {
  presentation: "NEW.presentation",
  project: "(SELECT project FROM offplan.presentations WHERE id = NEW.presentation)",
};
const visitData = {
  ...personData,
  buyer: "json_build_object('id', NEW.participant, 'name', nullif(NEW.name, ''))",
};

/** An undo restores an earlier list: the current one is then not the newest version. */
const listData = {
  project: "NEW.project",
  revision: "NEW.version",
  isUndo: "NEW.current <> NEW.version",
  ...Object.fromEntries(
    ["homes", "added", "removed", "priceUp", "priceDown", "statusChanged"].map((name) => [
      name,
      `(SELECT summary::json -> '${name}' FROM offplan.lists
        WHERE project = NEW.project AND revision = NEW.version)`,
    ]),
  ),
};

const FACTS: readonly Fact[] = [
  {
    ...ofPresentation,
    name: "presentation_created",
    after: "INSERT ON offplan.presentations",
    type: "presentation.created",
    at: "NEW.created_at_ms",
    data: {
      ...presentationData,
      expiresAt: `to_char(to_timestamp(NEW.expires_at_ms / 1000.0) AT TIME ZONE 'UTC',
        'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
    },
  },
  {
    ...ofPresentation,
    name: "presentation_started",
    after: "UPDATE OF presented_at_ms ON offplan.presentations",
    when: "OLD.presented_at_ms IS NULL AND NEW.presented_at_ms IS NOT NULL",
    type: "presentation.started",
    at: "NEW.presented_at_ms",
    data: presentationData,
  },
  {
    ...ofPresentation,
    name: "presentation_ended",
    after: "UPDATE OF ended_at_ms ON offplan.presentations",
    when: "OLD.ended_at_ms IS NULL AND NEW.ended_at_ms IS NOT NULL",
    type: "presentation.ended",
    at: "NEW.ended_at_ms",
    data: { ...presentationData, reason: "NEW.end_reason" },
  },
  {
    ...ofPerson,
    name: "buyer_joined",
    after: "INSERT ON offplan.visits",
    type: "buyer.joined",
    at: "NEW.joined_at_ms",
    data: visitData,
  },
  {
    ...ofPerson,
    name: "buyer_came_back",
    after: "UPDATE OF left_at_ms ON offplan.visits",
    when: "OLD.left_at_ms IS NOT NULL AND NEW.left_at_ms IS NULL",
    type: "buyer.joined",
    at: "NEW.arrived_at_ms",
    data: visitData,
  },
  {
    ...ofPerson,
    name: "buyer_left",
    after: "UPDATE OF left_at_ms ON offplan.visits",
    when: "OLD.left_at_ms IS NULL AND NEW.left_at_ms IS NOT NULL",
    type: "buyer.left",
    at: "NEW.left_at_ms",
    data: visitData,
  },
  {
    ...ofPerson,
    name: "heart_set",
    after: "INSERT ON offplan.hearts",
    type: "heart.set",
    at: "NEW.at_ms",
    data: {
      ...personData,
      buyer: "json_build_object('id', NEW.participant)",
      unit: "NEW.unit",
    },
  },
  {
    name: "unit_status",
    after: "INSERT OR UPDATE ON offplan.unit_statuses",
    type: "unit.status",
    stream: "NEW.project",
    at: "NEW.changed_at_ms",
    data: {
      project: "NEW.project",
      unit: "NEW.unit",
      status: "NEW.status",
      by: "NEW.changed_by",
    },
  },
  {
    name: "list_applied",
    after: "UPDATE OF version ON offplan.list_heads",
    type: "list.applied",
    stream: "NEW.project",
    at: "NEW.changed_at_ms",
    data: listData,
  },
  {
    name: "recap_opened",
    after: "UPDATE OF opens ON offplan.recaps",
    type: "recap.opened",
    stream: "NEW.presentation",
    presentation: "NEW.presentation",
    at: "NEW.opened_at_ms",
    data: { ...personData, opens: "NEW.opens" },
  },
];

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
  ${FACTS.map(tell).join("")}
`;
