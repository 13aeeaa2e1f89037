import type { Api } from "../../session/api.ts";
import type { Clock } from "../../session/clock.ts";
import type { PageSignals } from "../../session/page.ts";
import type { Presenting } from "../presenting.ts";

/** How late a colleague may learn that the agent gave the presentation more time. */
const ASK_EVERY_MS = 15_000;

interface ExpiryNeeds {
  readonly id: string;
  readonly api: Pick<Api, "self">;
  readonly presenting: Pick<Presenting, "moveExpiry">;
  readonly clock: Pick<Clock, "after">;
  readonly page: Pick<PageSignals, "onReturn">;
}

/** Keeps a colleague's desk in step with the presentation's expiry. Returns the way to stop. */
export function watchExpiry({ id, api, presenting, clock, page }: ExpiryNeeds): () => void {
  let stopped = false;
  let cancel = () => {};
  async function ask(): Promise<void> {
    cancel();
    try {
      const { expiresAt } = await api.self(id);
      if (!stopped) presenting.moveExpiry(Date.parse(expiresAt));
    } catch {
      // Who is out of the room is told by its socket, and a lost network is no news.
    }
    cancel();
    if (!stopped) cancel = clock.after(ASK_EVERY_MS, () => void ask());
  }
  const stopReturn = page.onReturn(() => void ask());
  cancel = clock.after(ASK_EVERY_MS, () => void ask());
  return () => {
    stopped = true;
    cancel();
    stopReturn();
  };
}
