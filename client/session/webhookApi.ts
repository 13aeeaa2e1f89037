import type {
  CreateWebhookResponse,
  DeliveriesResponse,
  DeliveryResponse,
  WebhookEvent,
  WebhookResponse,
  WebhooksResponse,
} from "../../schema/protocol/webhooks.ts";
import { createCalls, type ApiOptions } from "./api.ts";

/** Calls of administrators of webhooks. Each rejects with an `ApiError`. */
export interface WebhookApi {
  /** Oldest first. */
  webhooks(): Promise<readonly WebhookResponse[]>;
  /** The secret is in this answer only. */
  addWebhook(url: string, events: readonly WebhookEvent[]): Promise<CreateWebhookResponse>;
  deleteWebhook(id: string): Promise<void>;
  /** Newest first. */
  deliveries(id: string): Promise<readonly DeliveryResponse[]>;
  resend(id: string, delivery: string): Promise<void>;
}

export function createWebhookApi(options: ApiOptions = {}): WebhookApi {
  const { send, call } = createCalls(options);
  const of = (id: string) => `/webhooks/${encodeURIComponent(id)}`;
  return {
    webhooks: async () => (await call<WebhooksResponse>("/webhooks")).webhooks,
    addWebhook: (url, events) =>
      call("/webhooks", { method: "POST", body: { url, events }, once: true }),
    deleteWebhook: async (id) => {
      await send(of(id), { method: "DELETE" });
    },
    deliveries: async (id) => (await call<DeliveriesResponse>(`${of(id)}/deliveries`)).deliveries,
    resend: async (id, delivery) => {
      const path = `${of(id)}/deliveries/${encodeURIComponent(delivery)}/resend`;
      await send(path, { method: "POST", once: true });
    },
  };
}
