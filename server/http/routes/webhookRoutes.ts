import type { Express } from "express";
import {
  CreateWebhookRequest,
  type CreateWebhookResponse,
  type DeliveriesResponse,
  type DeliveryError,
  type DeliveryResponse,
  type WebhookResponse,
  type WebhooksResponse,
} from "../../../schema/protocol/webhooks.ts";
import { randomId } from "../../access/randomId.ts";
import type { DeliveryRecord, ListedWebhook } from "../../storage/webhooks.ts";
import { deliveryOf, messageId } from "../../webhooks/messageId.ts";
import { urlFault } from "../../webhooks/post.ts";
import type { Authentication } from "../authentication.ts";
import type { HttpDependencies } from "../dependencies.ts";
import { Problem, required } from "../problem.ts";
import { pathPart, readBody, toIso } from "../requests.ts";

const MOST_WEBHOOKS = 20;
const ID_LENGTH = 16;

const shownWebhook = (record: ListedWebhook): WebhookResponse => ({
  id: record.id,
  url: record.url,
  events: record.events,
  createdAt: toIso(record.createdAtMs),
  createdBy: record.createdBy,
  ...(record.endedAtMs !== undefined && { endedAt: toIso(record.endedAtMs) }),
  ...(record.failingSinceMs !== undefined && { failingSince: toIso(record.failingSinceMs) }),
});

const shownDelivery = (record: DeliveryRecord): DeliveryResponse => ({
  id: messageId(record.id, record.atMs),
  type: record.type,
  timestamp: toIso(record.atMs),
  state: record.state,
  attempts: record.attempts,
  ...(record.attemptedAtMs !== undefined && { attemptedAt: toIso(record.attemptedAtMs) }),
  ...(record.state === "pending" && { nextAttemptAt: toIso(record.dueAtMs) }),
  ...(record.responseStatus !== undefined && { responseStatus: record.responseStatus }),
  ...(record.error !== undefined && { error: record.error as DeliveryError }),
});

/** Receivers of events, for editors and programs with a service key. */
export function addWebhookRoutes(
  app: Express,
  { storage, settings, webhookSecret, clock, randomBytes, log }: HttpDependencies,
  authentication: Authentication,
): void {
  const { webhooks } = storage;

  app.get("/api/webhooks", async (request, response) => {
    await authentication.editor(request);
    const shown = (await webhooks.list()).map(shownWebhook);
    response.json({ webhooks: shown } satisfies WebhooksResponse);
  });

  app.post("/api/webhooks", async (request, response) => {
    const { id: by } = await authentication.editor(request);
    const { url, events } = readBody(request, CreateWebhookRequest);
    const fault = urlFault(url, settings.webhookAllowPrivate);
    if (fault !== undefined) throw new Problem("invalid_body", { detail: fault });
    const id = randomId(ID_LENGTH, randomBytes);
    const record = {
      id,
      url: new URL(url).href,
      events: [...new Set(events)],
      createdAtMs: clock.now(),
      createdBy: by,
      endedAtMs: undefined,
    };
    if ((await webhooks.add(record, MOST_WEBHOOKS)) === "full") {
      throw new Problem("conflict", { detail: `There are ${MOST_WEBHOOKS} webhooks already` });
    }
    log.info({ webhook: id, by }, "webhook registered");
    response
      .status(201)
      .location(`${settings.publicPath}/api/webhooks/${id}`)
      .json({ id, secret: webhookSecret(id) } satisfies CreateWebhookResponse);
  });

  app.delete("/api/webhooks/:id", async (request, response) => {
    const { id: by } = await authentication.editor(request);
    const id = pathPart(request, "id");
    if (!(await webhooks.remove(id))) throw new Problem("unknown");
    log.info({ webhook: id, by }, "webhook removed");
    response.status(204).end();
  });

  app.get("/api/webhooks/:id/deliveries", async (request, response) => {
    await authentication.editor(request);
    const records = required(await webhooks.listDeliveries(pathPart(request, "id")));
    response.json({ deliveries: records.map(shownDelivery) } satisfies DeliveriesResponse);
  });

  app.post("/api/webhooks/:id/deliveries/:delivery/resend", async (request, response) => {
    await authentication.editor(request);
    const delivery = required(deliveryOf(pathPart(request, "delivery")));
    const id = pathPart(request, "id");
    const outcome = required(await webhooks.resend(id, delivery, clock.now()));
    if (outcome === "ended") {
      throw new Problem("conflict", { detail: "Its receiver answered 410: register it again" });
    }
    response.status(204).end();
  });
}
