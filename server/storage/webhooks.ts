import type { WebhookEvent } from "../../schema/protocol/webhooks.ts";

/** A receiver of events. Its secret is derived from its id and never kept. */
export interface WebhookRecord {
  readonly id: string;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  readonly createdAtMs: number;
  readonly createdBy: string;
  /** When it answered 410: nothing is sent to it any more. */
  readonly endedAtMs: number | undefined;
}

/** `failed`: given up, until somebody asks for it again. */
export type DeliveryState = "pending" | "delivered" | "failed";

/** One event on its way to one receiver. */
export interface DeliveryRecord {
  /** Grows with each, and names no other one ever again. */
  readonly id: number;
  readonly type: WebhookEvent;
  /** The time of the fact. */
  readonly atMs: number;
  readonly state: DeliveryState;
  /** Begun, including one under way. */
  readonly attempts: number;
  readonly attemptedAtMs: number | undefined;
  /** The next attempt, while it is pending. */
  readonly dueAtMs: number;
  /** HTTP status of the last answer. */
  readonly responseStatus: number | undefined;
  /** Stable code of the last failure. */
  readonly error: string | undefined;
}

/** A delivery that this process is to make, while the lease lasts. */
export interface ClaimedDelivery {
  readonly id: number;
  readonly webhook: string;
  readonly url: string;
  readonly type: WebhookEvent;
  readonly atMs: number;
  /** JSON. */
  readonly data: string;
  /** Counts from 1, and fences off a process whose lease has lapsed. */
  readonly attempt: number;
  readonly firstAttemptMs: number;
}

export interface ClaimOptions {
  readonly nowMs: number;
  /** When another process may take them. */
  readonly leasedUntilMs: number;
  readonly most: number;
  /** The limit for one receiver, so that a slow one does not hold up others. */
  readonly mostOfOne: number;
  /** Receivers that get none. */
  readonly without: readonly string[];
}

/** The outcome of an attempt. `gone` ends the receiver, and fails everything that is pending for it. */
export type DeliveryOutcome = { readonly responseStatus?: number; readonly error?: string } & (
  | { readonly kind: "delivered" | "failed" }
  | { readonly kind: "gone"; readonly atMs: number }
  | { readonly kind: "retry"; readonly dueAtMs: number }
);

/** Deliveries of one receiver that are listed, and kept once they are over. */
export const DELIVERIES_KEPT = 1000;

/**
 * Receivers of events, and an outbox: each event is written in the transaction of its fact, by triggers of the engine,
 * once for each receiver that wants it. Deliveries are deleted with their presentation, and those of a buyer with the
 * buyer's data.
 */
export interface WebhookStorage {
  /** Oldest first. */
  list(): Promise<readonly WebhookRecord[]>;
  /** "full": `most` are kept already. */
  add(record: WebhookRecord, most: number): Promise<"added" | "full">;
  /** With its deliveries. False where there is none. */
  remove(id: string): Promise<boolean>;
  /** The latest `DELIVERIES_KEPT`, newest first; `undefined` where there is no such receiver. */
  listDeliveries(webhook: string): Promise<readonly DeliveryRecord[] | undefined>;
  /** Makes a delivery pending again, from now on as if it were new. "ended": its receiver has. */
  resend(
    webhook: string,
    delivery: number,
    nowMs: number,
  ): Promise<"pending" | "ended" | undefined>;
  /**
   * Leases due deliveries. One whose presentation (or project) has an earlier one pending for the same receiver waits,
   * so that their order holds; of two processes no two get the same.
   */
  claim(options: ClaimOptions): Promise<readonly ClaimedDelivery[]>;
  /** Ends the lease. Nothing happens when another attempt has begun since. */
  settle(
    delivery: Pick<ClaimedDelivery, "id" | "attempt">,
    outcome: DeliveryOutcome,
  ): Promise<void>;
  /** Deletes deliveries that are over, beyond the latest `DELIVERIES_KEPT` of their receiver or from before the time. */
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

/** As both engines' tables have it. */
export interface WebhookRow {
  readonly id: string;
  readonly url: string;
  /** JSON. */
  readonly events: string;
  readonly created_at_ms: number;
  readonly created_by: string;
  readonly ended_at_ms: number | null;
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

export const toWebhook = (row: WebhookRow): WebhookRecord => ({
  id: row.id,
  url: row.url,
  events: JSON.parse(row.events) as readonly WebhookEvent[],
  createdAtMs: row.created_at_ms,
  createdBy: row.created_by,
  endedAtMs: row.ended_at_ms ?? undefined,
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
