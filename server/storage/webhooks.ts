import type { WebhookEvent } from "../../schema/protocol/webhooks.ts";

/** A receiver of events. Its secret is derived from its id and never stored. */
export interface WebhookRecord {
  readonly id: string;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  readonly createdAtMs: number;
  readonly createdBy: string;
  /** When it answered 410, which ends all deliveries to it. */
  readonly endedAtMs: number | undefined;
}

export interface ListedWebhook extends WebhookRecord {
  /** The first failed attempt of those since the last accepted delivery. */
  readonly failingSinceMs: number | undefined;
}

/** `failed`: given up, until a resend is requested. */
export type DeliveryState = "pending" | "delivered" | "failed";

/** The delivery of one event to one receiver. */
export interface DeliveryRecord {
  /** Increasing and never reused. */
  readonly id: number;
  readonly type: WebhookEvent;
  /** The time of the fact. */
  readonly atMs: number;
  readonly state: DeliveryState;
  /** Attempts started, including a running one. */
  readonly attempts: number;
  readonly attemptedAtMs: number | undefined;
  /** The next attempt, while pending. */
  readonly dueAtMs: number;
  /** HTTP status of the last response. */
  readonly responseStatus: number | undefined;
  /** Stable code of the last failure. */
  readonly error: string | undefined;
}

/** A delivery leased to this process. */
export interface ClaimedDelivery {
  readonly id: number;
  readonly webhook: string;
  readonly url: string;
  readonly type: WebhookEvent;
  readonly atMs: number;
  /** JSON. */
  readonly data: string;
  /** Counts from 1; a fencing token against a process whose lease has lapsed. */
  readonly attempt: number;
  readonly firstAttemptMs: number;
}

export interface ClaimOptions {
  readonly nowMs: number;
  /** When another process may claim them. */
  readonly leasedUntilMs: number;
  readonly most: number;
  /** Maximum per receiver, so that a slow one does not delay others. */
  readonly mostOfOne: number;
  /** Receivers to skip. */
  readonly without: readonly string[];
}

/** The outcome of an attempt. `gone` ends the receiver and fails all its pending deliveries. */
export type DeliveryOutcome = { readonly responseStatus?: number; readonly error?: string } & (
  | { readonly kind: "delivered" | "failed" }
  | { readonly kind: "gone"; readonly atMs: number }
  | { readonly kind: "retry"; readonly dueAtMs: number }
);

/** Maximum finished deliveries stored and listed per receiver. */
export const DELIVERIES_KEPT = 1000;
/** Maximum deliveries listed, with older ones that still fail. */
export const DELIVERIES_LISTED = 2 * DELIVERIES_KEPT;

/**
 * Receivers of events, and an outbox: triggers of the engine write each event in the transaction of its fact, once for
 * each subscribed receiver. Deliveries are deleted with their presentation, and a buyer's with the buyer's data.
 */
export interface WebhookStorage {
  /** Oldest first. */
  list(): Promise<readonly ListedWebhook[]>;
  /** "full": `most` are stored already. */
  add(record: WebhookRecord, most: number): Promise<"added" | "full">;
  /** Removes it with its deliveries. False if it does not exist. */
  remove(id: string): Promise<boolean>;
  /**
   * The latest `DELIVERIES_KEPT`, and older ones that have been tried and are tried again, newest first and
   * `DELIVERIES_LISTED` at most; `undefined` for an unknown receiver.
   */
  listDeliveries(webhook: string): Promise<readonly DeliveryRecord[] | undefined>;
  /** Makes a delivery pending again, as if it were new. "ended": its receiver has ended. */
  resend(
    webhook: string,
    delivery: number,
    nowMs: number,
  ): Promise<"pending" | "ended" | undefined>;
  /**
   * Leases due deliveries. A delivery waits while an earlier one of the same presentation (or project) is pending for the
   * same receiver, which preserves their order. No two processes lease the same one.
   */
  claim(options: ClaimOptions): Promise<readonly ClaimedDelivery[]>;
  /** Ends the lease. Ignored if another attempt has started since. */
  settle(
    delivery: Pick<ClaimedDelivery, "id" | "attempt">,
    outcome: DeliveryOutcome,
  ): Promise<void>;
  /**
   * Deletes finished deliveries: those older than the time, and those beyond the latest `DELIVERIES_KEPT` of their
   * receiver.
   */
  prune(beforeMs: number): Promise<void>;
}

export function stateAfter({ kind }: DeliveryOutcome): DeliveryState {
  switch (kind) {
    case "retry":
      return "pending";
    case "gone":
      return "failed";
    case "delivered":
    case "failed":
      return kind;
  }
}

/** A row of both engines' tables. */
export interface WebhookRow {
  readonly id: string;
  readonly url: string;
  /** JSON. */
  readonly events: string;
  readonly created_at_ms: number;
  readonly created_by: string;
  readonly ended_at_ms: number | null;
  readonly failing_since_ms: number | null;
}

export interface DeliveryRow {
  readonly id: number;
  readonly type: WebhookEvent;
  readonly at_ms: number;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly attempted_at_ms: number | null;
  readonly due_at_ms: number;
  readonly response_status: number | null;
  readonly error: string | null;
}

export interface ClaimedRow {
  readonly id: number;
  readonly webhook: string;
  readonly url: string;
  readonly type: WebhookEvent;
  readonly at_ms: number;
  readonly data: string;
  readonly attempts: number;
  readonly first_attempt_ms: number;
}

export const toWebhook = (row: WebhookRow): ListedWebhook => ({
  id: row.id,
  url: row.url,
  events: JSON.parse(row.events) as readonly WebhookEvent[],
  createdAtMs: row.created_at_ms,
  createdBy: row.created_by,
  endedAtMs: row.ended_at_ms ?? undefined,
  failingSinceMs: row.failing_since_ms ?? undefined,
});

export const toDelivery = (row: DeliveryRow): DeliveryRecord => ({
  id: row.id,
  type: row.type,
  atMs: row.at_ms,
  state: row.state,
  attempts: row.attempts,
  attemptedAtMs: row.attempted_at_ms ?? undefined,
  dueAtMs: row.due_at_ms,
  responseStatus: row.response_status ?? undefined,
  error: row.error ?? undefined,
});

export const toClaimed = (row: ClaimedRow): ClaimedDelivery => ({
  id: row.id,
  webhook: row.webhook,
  url: row.url,
  type: row.type,
  atMs: row.at_ms,
  data: row.data,
  attempt: row.attempts,
  firstAttemptMs: row.first_attempt_ms,
});
