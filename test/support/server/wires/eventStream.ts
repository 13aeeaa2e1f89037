import { onTestFinished } from "vitest";

export interface StreamEvent {
  readonly name: string;
  readonly data: string;
}

export interface EventStream {
  readonly response: Response;
  /** All events so far. */
  readonly events: readonly StreamEvent[];
  /** Resolves to the first matching event, past or future. */
  until(fits: (event: StreamEvent) => boolean): Promise<StreamEvent>;
  readonly ended: Promise<void>;
  abort(): void;
}

function parseEvent(block: string): StreamEvent | undefined {
  let name = "message";
  const data: string[] = [];
  for (const line of block.split("\n")) {
    if (line.startsWith("event: ")) name = line.slice(7);
    if (line.startsWith("data: ")) data.push(line.slice(6));
  }
  return data.length === 0 ? undefined : { name, data: data.join("\n") };
}

/** Reads server-sent events like a program without knowledge of this project. */
export async function openEventStream(
  url: string,
  headers: Record<string, string>,
): Promise<EventStream> {
  const controller = new AbortController();
  const response = await fetch(url, { headers, signal: controller.signal });
  onTestFinished(() => controller.abort());
  const events: StreamEvent[] = [];
  const waiting = new Set<() => void>();
  const read = async (): Promise<void> => {
    let text = "";
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) {
        const event = parseEvent(block);
        if (event !== undefined) events.push(event);
      }
      for (const look of waiting) look();
    }
  };
  return {
    response,
    events,
    until: (fits) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = events.find(fits);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    ended: read().catch(() => undefined),
    abort: () => controller.abort(),
  };
}
