import { Webhook } from "standardwebhooks";
import type { DeliveryError } from "../../schema/protocol/webhooks.ts";
import type { Log } from "../log.ts";
import type { ClaimedDelivery, DeliveryOutcome, WebhookStorage } from "../storage/webhooks.ts";
import type { Clock } from "../time/clock.ts";
import { messageId } from "./messageId.ts";
import type { Post } from "./post.ts";
import { PrivateAddressError } from "../net/publicAddress.ts";
import { nextAttempt } from "./retrySchedule.ts";

export interface SenderOptions {
  readonly webhooks: Pick<WebhookStorage, "claim" | "settle">;
  /** `whsec_…` of a receiver. */
  readonly secretOf: (webhook: string) => string;
  readonly post: Post;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly log: Log;
}

export interface Sender {
  /** Stops claiming deliveries, waits for pending attempts, and aborts slow ones. Idempotent. */
  close(): Promise<void>;
}

/** Interval in ms at which new events are claimed. */
const POLL_MS = 1000;
/** A receiver must answer within this time. */
const ANSWER_WITHIN_MS = 10_000;
/** Longer than any attempt, so that no other process repeats one that is under way. */
const LEASE_MS = 20_000;
/** Maximum concurrent attempts in this process, in total and per receiver. */
const MOST = 16;
const MOST_OF_ONE = 4;
/** Maximum time for pending attempts at shutdown; aborted ones are repeated by the next process. */
const LAST_ATTEMPTS_MS = 3000;

const isSuccess = (status: number): boolean => status >= 200 && status < 300;
const isRedirect = (status: number): boolean => status >= 300 && status < 400;

/**
 * Delivers the outbox at least once: signs each event by Standard Webhooks 1.0, posts it, and repeats failed attempts. An
 * event under way when a process died is sent again, with the same id.
 */
export function openSender(options: SenderOptions): Sender {
  const { webhooks, secretOf, post, clock, random, log } = options;
  const underWay = new Map<ClaimedDelivery, Promise<void>>();
  const stop = new AbortController();
  let isClosed = false;
  let claiming: Promise<void> | undefined;
  let isAskedAgain = false;
  let isFailing = false;

  const failed = (
    delivery: ClaimedDelivery,
    error: DeliveryError,
    responseStatus?: number,
  ): DeliveryOutcome => {
    const nowMs = clock.now();
    const answer = { error, ...(responseStatus !== undefined && { responseStatus }) };
    if (error === "gone") return { kind: "gone", atMs: nowMs, ...answer };
    const dueAtMs = nextAttempt(delivery, nowMs, random());
    return dueAtMs === undefined
      ? { kind: "failed", ...answer }
      : { kind: "retry", dueAtMs, ...answer };
  };

  const toOutcome = (delivery: ClaimedDelivery, status: number): DeliveryOutcome => {
    if (isSuccess(status)) return { kind: "delivered", responseStatus: status };
    if (status === 410) return failed(delivery, "gone", status);
    return failed(delivery, isRedirect(status) ? "redirect" : "status", status);
  };

  const attempt = async (delivery: ClaimedDelivery): Promise<DeliveryOutcome> => {
    const { id, webhook, url, type, atMs, data } = delivery;
    const name = messageId(id, atMs);
    const timestamp = new Date(atMs).toISOString();
    const body = JSON.stringify({ type, timestamp, data: JSON.parse(data) as unknown });
    const sentAt = new Date(clock.now());
    const late = new AbortController();
    const cancel = clock.after(ANSWER_WITHIN_MS, () => late.abort());
    try {
      const status = await post(url, {
        headers: {
          "content-type": "application/json",
          "user-agent": "offplan-live",
          "webhook-id": name,
          "webhook-timestamp": String(Math.floor(sentAt.getTime() / 1000)),
          "webhook-signature": new Webhook(secretOf(webhook)).sign(name, sentAt, body),
        },
        body,
        signal: AbortSignal.any([late.signal, stop.signal]),
      });
      return toOutcome(delivery, status);
    } catch (error) {
      // Aborted by shutdown, which is no failure of the receiver.
      if (stop.signal.aborted) return { kind: "retry", dueAtMs: clock.now() };
      if (late.signal.aborted) return failed(delivery, "timeout");
      return failed(delivery, error instanceof PrivateAddressError ? "private_address" : "network");
    } finally {
      cancel();
    }
  };

  const deliver = async (delivery: ClaimedDelivery): Promise<void> => {
    const outcome = await attempt(delivery);
    const { webhook, type } = delivery;
    if (outcome.kind === "gone") log.warn({ webhook }, "webhook ended: its receiver answered 410");
    if (outcome.kind === "failed") {
      log.warn(
        { webhook, type, error: outcome.error, code: "webhook_failed" },
        "delivery of an event given up",
      );
    }
    // A lease that cannot be ended lapses, and the event is sent again.
    await webhooks.settle(delivery, outcome).catch(() => undefined);
    underWay.delete(delivery);
    run();
  };

  /** Receivers with `MOST_OF_ONE` attempts under way. */
  const busy = (): readonly string[] => {
    const counts = new Map<string, number>();
    for (const { webhook } of underWay.keys()) counts.set(webhook, (counts.get(webhook) ?? 0) + 1);
    return [...counts].filter(([, count]) => count >= MOST_OF_ONE).map(([webhook]) => webhook);
  };

  const claim = async (): Promise<void> => {
    const most = MOST - underWay.size;
    if (isClosed || most <= 0) return;
    const nowMs = clock.now();
    const limits = { most, mostOfOne: MOST_OF_ONE, without: busy() };
    const claimed = await webhooks.claim({ nowMs, leasedUntilMs: nowMs + LEASE_MS, ...limits });
    for (const delivery of claimed) underWay.set(delivery, deliver(delivery));
  };

  const claimAll = async (): Promise<void> => {
    do {
      isAskedAgain = false;
      try {
        await claim();
        isFailing = false;
      } catch (error) {
        if (!isFailing)
          log.error({ err: error, code: "storage_failed" }, "reading the events to deliver failed");
        isFailing = true;
      }
    } while (isAskedAgain);
    claiming = undefined;
  };

  const run = (): void => {
    isAskedAgain = true;
    claiming ??= claimAll();
  };

  const stopPolling = clock.every(POLL_MS, run);
  run();

  const close = async (): Promise<void> => {
    isClosed = true;
    stopPolling();
    const cancel = clock.after(LAST_ATTEMPTS_MS, () => stop.abort());
    await claiming;
    await Promise.all(underWay.values());
    cancel();
  };
  let closing: Promise<void> | undefined;
  return { close: () => (closing ??= close()) };
}
