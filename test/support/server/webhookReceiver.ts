import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { Webhook } from "standardwebhooks";
import { expect, onTestFinished } from "vitest";

export interface ReceivedEvent {
  /** The header `webhook-id`. */
  readonly id: string;
  readonly type: string;
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
}

type Respond = (request: IncomingMessage, response: ServerResponse) => void;

/** A receiver of events on its own port; closed at the end of the test. */
export async function openWebhookReceiver(respond: Respond = (_, response) => void response.end()) {
  const bodies: { readonly body: string; readonly headers: Record<string, string> }[] = [];
  const behaviour = { respond };
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    bodies.push({ body, headers: request.headers as Record<string, string> });
    behaviour.respond(request, response);
  };
  const server = createServer((request, response) => {
    void receive(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  let secret: string | undefined;
  const events = (): readonly ReceivedEvent[] =>
    bodies.map(({ body, headers }) => {
      if (secret !== undefined) new Webhook(secret).verify(body, headers);
      const { type, timestamp, data } = JSON.parse(body) as ReceivedEvent;
      return { id: String(headers["webhook-id"]), type, timestamp, data };
    });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    /** In the order of arrival, including repeats; signatures are verified once the secret is known. */
    events,
    /** Verifies every event with this secret. */
    trust: (known: string) => void (secret = known),
    /** Applies from now on. */
    answer: (next: Respond) => void (behaviour.respond = next),
    /** Resolves once events of these types have arrived, ignoring others. */
    received: async (...types: readonly string[]): Promise<void> => {
      await expect
        .poll(() => types.filter((type) => events().every((event) => event.type !== type)))
        .toEqual([]);
    },
  };
}
