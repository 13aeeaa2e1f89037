import * as v from "valibot";

/** Types of events that a receiver can ask for. */
export const WEBHOOK_EVENTS = [
  "presentation.created",
  "presentation.started",
  "presentation.ended",
  "buyer.joined",
  "buyer.left",
  "heart.set",
  "unit.status",
  "list.applied",
  "recap.opened",
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** Registers a receiver (`POST /api/webhooks`). */
export const CreateWebhookRequest = v.object({
  url: v.pipe(v.string(), v.maxLength(2048)),
  events: v.pipe(
    v.array(v.picklist(WEBHOOK_EVENTS)),
    v.minLength(1),
    v.maxLength(WEBHOOK_EVENTS.length),
  ),
});
export interface CreateWebhookResponse {
  readonly id: string;
  /** `whsec_…`, as libraries of Standard Webhooks take it; returned only here. */
  readonly secret: string;
}

export interface WebhookResponse {
  readonly id: string;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  readonly createdAt: string;
  readonly createdBy: string;
  /** When the receiver answered 410: nothing is sent to it any more. */
  readonly endedAt?: string;
  /** The first failed attempt since the last accepted delivery; absent while deliveries succeed. */
  readonly failingSince?: string;
}
/** Oldest first. */
export interface WebhooksResponse {
  readonly webhooks: readonly WebhookResponse[];
}

/** Why an attempt failed. `status`: the answer's status was none of 2xx, 3xx and 410. */
export const DELIVERY_ERRORS = [
  "status",
  "redirect",
  "gone",
  "timeout",
  "private_address",
  "network",
] as const;
export type DeliveryError = (typeof DELIVERY_ERRORS)[number];

/** The delivery of one event to one receiver. */
export interface DeliveryResponse {
  /** The header `webhook-id`, the same with each attempt. */
  readonly id: string;
  readonly type: WebhookEvent;
  /** When the event happened. */
  readonly timestamp: string;
  readonly state: "pending" | "delivered" | "failed";
  readonly attempts: number;
  readonly attemptedAt?: string;
  /** While it is pending. */
  readonly nextAttemptAt?: string;
  readonly responseStatus?: number;
  readonly error?: DeliveryError;
}
/** The latest 1,000, and older ones that still fail, newest first. */
export interface DeliveriesResponse {
  readonly deliveries: readonly DeliveryResponse[];
}
