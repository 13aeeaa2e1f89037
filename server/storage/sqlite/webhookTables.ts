interface Fact {
  readonly type: string;
  /** SQL expressions over `NEW`. */
  readonly stream: string;
  readonly presentation?: string;
  readonly participant?: string;
  readonly at: string;
  /** Members of the event's data; those that are NULL are left out. */
  readonly data: Readonly<Record<string, string>>;
}

const of = (presentation: string, column: string): string =>
  `(SELECT ${column} FROM presentations WHERE id = ${presentation})`;

/** Writes the event for every receiver that subscribes to it. */
function tell({ type, stream, presentation, participant, at, data }: Fact): string {
  const members = Object.entries(data).map(([name, value]) => `'${name}', ${value}`);
  return `
    INSERT INTO deliveries (webhook, stream, presentation, participant, type, at_ms, due_at_ms, data)
    SELECT webhooks.id, ${stream}, ${presentation ?? "NULL"}, ${participant ?? "NULL"}, '${type}', ${at}, ${at},
      json_patch('{}', json_object(${members.join(", ")}))
    FROM webhooks, json_each(webhooks.events) AS wanted
    WHERE wanted.value = '${type}' AND webhooks.ended_at_ms IS NULL;`;
}

const ofPresentation = {
  stream: "NEW.id",
  presentation: "NEW.id",
};
const presentationData = {
  presentation: "NEW.id",
  project: "NEW.project",
  agent: "json_object('id', NEW.agent_id)",
};
const ofPerson = {
  stream: "NEW.presentation",
  presentation: "NEW.presentation",
  participant: "NEW.participant",
};
const personData = {
  presentation: "NEW.presentation",
  project: of("NEW.presentation", "project"),
};
const visitor = "json_object('id', NEW.participant, 'name', nullif(NEW.name, ''))";

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

  CREATE TRIGGER presentation_created AFTER INSERT ON presentations BEGIN ${tell({
    ...ofPresentation,
    type: "presentation.created",
    at: "NEW.created_at_ms",
    data: {
      ...presentationData,
      expiresAt: "strftime('%Y-%m-%dT%H:%M:%fZ', NEW.expires_at_ms / 1000.0, 'unixepoch')",
    },
  })}
  END;
  CREATE TRIGGER presentation_started AFTER UPDATE OF presented_at_ms ON presentations
  WHEN OLD.presented_at_ms IS NULL AND NEW.presented_at_ms IS NOT NULL BEGIN ${tell({
    ...ofPresentation,
    type: "presentation.started",
    at: "NEW.presented_at_ms",
    data: presentationData,
  })}
  END;
  CREATE TRIGGER presentation_ended AFTER UPDATE OF ended_at_ms ON presentations
  WHEN OLD.ended_at_ms IS NULL AND NEW.ended_at_ms IS NOT NULL BEGIN ${tell({
    ...ofPresentation,
    type: "presentation.ended",
    at: "NEW.ended_at_ms",
    data: { ...presentationData, reason: "NEW.end_reason" },
  })}
  END;
  CREATE TRIGGER buyer_joined AFTER INSERT ON visits BEGIN ${tell({
    ...ofPerson,
    type: "buyer.joined",
    at: "NEW.joined_at_ms",
    data: { ...personData, buyer: visitor },
  })}
  END;
  CREATE TRIGGER buyer_came_back AFTER UPDATE OF left_at_ms ON visits
  WHEN OLD.left_at_ms IS NOT NULL AND NEW.left_at_ms IS NULL BEGIN ${tell({
    ...ofPerson,
    type: "buyer.joined",
    at: "NEW.arrived_at_ms",
    data: { ...personData, buyer: visitor },
  })}
  END;
  CREATE TRIGGER buyer_left AFTER UPDATE OF left_at_ms ON visits
  WHEN OLD.left_at_ms IS NULL AND NEW.left_at_ms IS NOT NULL BEGIN ${tell({
    ...ofPerson,
    type: "buyer.left",
    at: "NEW.left_at_ms",
    data: { ...personData, buyer: visitor },
  })}
  END;
  CREATE TRIGGER heart_set AFTER INSERT ON hearts BEGIN ${tell({
    ...ofPerson,
    type: "heart.set",
    at: "NEW.at_ms",
    data: {
      ...personData,
      buyer: "json_object('id', NEW.participant)",
      unit: "NEW.unit",
    },
  })}
  END;
  CREATE TRIGGER unit_status AFTER INSERT ON unit_statuses BEGIN ${tell({
    type: "unit.status",
    stream: "NEW.project",
    at: "NEW.changed_at_ms",
    data: {
      project: "NEW.project",
      unit: "NEW.unit",
      status: "NEW.status",
      by: "NEW.changed_by",
    },
  })}
  END;
  CREATE TRIGGER list_applied AFTER INSERT ON list_heads BEGIN ${tell(listFact())}
  END;
  CREATE TRIGGER list_changed AFTER UPDATE OF version ON list_heads BEGIN ${tell(listFact())}
  END;
  CREATE TRIGGER recap_opened AFTER UPDATE OF opens ON recaps BEGIN ${tell({
    type: "recap.opened",
    stream: "NEW.presentation",
    presentation: "NEW.presentation",
    at: "NEW.opened_at_ms",
    data: { ...personData, opens: "NEW.opens" },
  })}
  END;
`;

/** An undo restores an earlier list: the current one is then not the newest version. */
function listFact(): Fact {
  const count = (name: string) =>
    `(SELECT summary ->> '$.${name}' FROM lists
      WHERE project = NEW.project AND revision = NEW.version)`;
  return {
    type: "list.applied",
    stream: "NEW.project",
    at: "NEW.changed_at_ms",
    data: {
      project: "NEW.project",
      revision: "NEW.version",
      isUndo: "json(iif(NEW.current = NEW.version, 'false', 'true'))",
      ...Object.fromEntries(
        ["homes", "added", "removed", "priceUp", "priceDown", "statusChanged"].map((name) => [
          name,
          count(name),
        ]),
      ),
    },
  };
}
