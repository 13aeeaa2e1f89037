/** A change of a table that is an event for receivers. A trigger writes the event in the same transaction. */
export interface WebhookFact {
  /** Of the trigger. */
  readonly name: string;
  readonly table: string;
  /** As in CREATE TRIGGER. */
  readonly change: string;
  readonly when?: string;
  /** The event's type. */
  readonly type: string;
  /** SQL expressions over `NEW`. Events of one stream are delivered in order. */
  readonly stream: string;
  readonly presentation?: string;
  readonly participant?: string;
  readonly at: string;
  /** Members of the event's data; those that are NULL are left out. */
  readonly data: Readonly<Record<string, string>>;
}

/** SQL in which the engines differ. */
export interface FactDialect {
  /** Before the name of a table. */
  readonly schema: "" | "offplan.";
  /** The function that makes a JSON object. */
  readonly jsonObject: string;
  /** A time in ms as ISO 8601. */
  isoTime(column: string): string;
  /** Whether a status is written by an INSERT that replaces the row, or by an UPDATE. */
  readonly statusChange: "INSERT" | "INSERT OR UPDATE";
  /** Triggers on the head of a project's lists. */
  readonly listChanges: readonly Pick<WebhookFact, "name" | "change">[];
  /** A number of a list's summary. */
  summaryOf(member: string): string;
  /** A comparison as JSON. */
  isDifferent(one: string, other: string): string;
}

const SUMMARY = ["homes", "added", "removed", "priceUp", "priceDown", "statusChanged"];
const OF_PRESENTATION = { stream: "NEW.id", presentation: "NEW.id" };
const OF_PERSON = {
  stream: "NEW.presentation",
  presentation: "NEW.presentation",
  participant: "NEW.participant",
};

export function webhookFacts(sql: FactDialect): readonly WebhookFact[] {
  const { schema, jsonObject } = sql;
  const presentationData = {
    presentation: "NEW.id",
    project: "NEW.project",
    agent: `${jsonObject}('id', NEW.agent_id)`,
  };
  const personData = {
    presentation: "NEW.presentation",
    project: `(SELECT project FROM ${schema}presentations WHERE id = NEW.presentation)`,
  };
  const visit = {
    ...OF_PERSON,
    table: "visits",
    data: {
      ...personData,
      buyer: `${jsonObject}('id', NEW.participant, 'name', nullif(NEW.name, ''))`,
    },
  };
  const list = {
    table: "list_heads",
    type: "list.applied",
    stream: "NEW.project",
    at: "NEW.changed_at_ms",
    data: {
      project: "NEW.project",
      revision: "NEW.version",
      // An undo restores an earlier list: the current one is then not the newest version.
      isUndo: sql.isDifferent("NEW.current", "NEW.version"),
      ...Object.fromEntries(
        SUMMARY.map((member) => [
          member,
          `(SELECT ${sql.summaryOf(member)} FROM ${schema}lists
            WHERE project = NEW.project AND revision = NEW.version)`,
        ]),
      ),
    },
  };
  return [
    {
      ...OF_PRESENTATION,
      name: "presentation_created",
      table: "presentations",
      change: "INSERT",
      type: "presentation.created",
      at: "NEW.created_at_ms",
      data: { ...presentationData, expiresAt: sql.isoTime("NEW.expires_at_ms") },
    },
    {
      ...OF_PRESENTATION,
      name: "presentation_started",
      table: "presentations",
      change: "UPDATE OF presented_at_ms",
      when: "OLD.presented_at_ms IS NULL AND NEW.presented_at_ms IS NOT NULL",
      type: "presentation.started",
      at: "NEW.presented_at_ms",
      data: presentationData,
    },
    {
      ...OF_PRESENTATION,
      name: "presentation_ended",
      table: "presentations",
      change: "UPDATE OF ended_at_ms",
      when: "OLD.ended_at_ms IS NULL AND NEW.ended_at_ms IS NOT NULL",
      type: "presentation.ended",
      at: "NEW.ended_at_ms",
      data: { ...presentationData, reason: "NEW.end_reason" },
    },
    {
      ...visit,
      name: "buyer_joined",
      change: "INSERT",
      type: "buyer.joined",
      at: "NEW.joined_at_ms",
    },
    {
      ...visit,
      name: "buyer_came_back",
      change: "UPDATE OF left_at_ms",
      when: "OLD.left_at_ms IS NOT NULL AND NEW.left_at_ms IS NULL",
      type: "buyer.joined",
      at: "NEW.arrived_at_ms",
    },
    {
      ...visit,
      name: "buyer_left",
      change: "UPDATE OF left_at_ms",
      when: "OLD.left_at_ms IS NULL AND NEW.left_at_ms IS NOT NULL",
      type: "buyer.left",
      at: "NEW.left_at_ms",
    },
    {
      ...OF_PERSON,
      name: "heart_set",
      table: "hearts",
      change: "INSERT",
      type: "heart.set",
      at: "NEW.at_ms",
      data: {
        ...personData,
        buyer: `${jsonObject}('id', NEW.participant)`,
        unit: "NEW.unit",
      },
    },
    {
      name: "unit_status",
      table: "unit_statuses",
      change: sql.statusChange,
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
    ...sql.listChanges.map((change) => ({ ...list, ...change })),
    {
      name: "recap_opened",
      table: "recaps",
      change: "UPDATE OF opens",
      type: "recap.opened",
      stream: "NEW.presentation",
      presentation: "NEW.presentation",
      at: "NEW.opened_at_ms",
      data: { ...personData, opens: "NEW.opens" },
    },
  ];
}

/** The members of an event's data, as arguments of the function that makes a JSON object. */
export const dataMembers = ({ data }: WebhookFact): string =>
  Object.entries(data)
    .map(([member, value]) => `'${member}', ${value}`)
    .join(", ");
