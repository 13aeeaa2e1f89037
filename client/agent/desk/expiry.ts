import type { Clock } from "../../base/clock.ts";
import type { PageSignals } from "../../base/pageSignals.ts";
import type { Presenting, PresentingApi } from "./presenting.ts";

interface ExpiryOptions {
  readonly api: Pick<PresentingApi, "presentation">;
  readonly presenting: Pick<Presenting, "state" | "moveExpiry">;
  /** Called with the number of wrong PINs so far, whenever it grows. */
  readonly onWrongPins: (count: number) => void;
  /** Poll interval: how late a change of the expiry by another page may show. */
  readonly periodMs: number;
  readonly clock: Pick<Clock, "after">;
  readonly page: Pick<PageSignals, "isHidden" | "onReturn" | "onVisibility">;
}

/**
 * Polls the presentation's expiry and count of wrong PINs, also when the page returns, since a sleeping device's clock
 * stands still. Returns a function that stops.
 */
export function watchExpiry(options: ExpiryOptions): () => void {
  const { api, presenting, periodMs, clock, page } = options;
  let stopped = false;
  let told = { id: "", count: 0 };
  let cancel = () => {};
  async function ask(): Promise<void> {
    cancel();
    const before = presenting.state.get();
    try {
      if (before.kind !== "idle") {
        const { id, expiresAt, wrongPins = 0 } = await api.presentation(before.presented.id);
        const after = presenting.state.get();
        const same = after.kind !== "idle" && after.presented.id === id;
        if (!stopped && same) {
          presenting.moveExpiry(Date.parse(expiresAt));
          if (wrongPins > (told.id === id ? told.count : 0)) options.onWrongPins(wrongPins);
          told = { id, count: wrongPins };
        }
      }
    } catch {
      // Ignored: the socket reports both an end and a lost network.
    }
    cancel();
    if (!stopped) cancel = clock.after(periodMs, () => void ask());
  }
  const stops = [
    page.onReturn(() => void ask()),
    page.onVisibility(() => {
      if (!page.isHidden()) void ask();
    }),
  ];
  cancel = clock.after(periodMs, () => void ask());
  return () => {
    stopped = true;
    cancel();
    for (const stop of stops) stop();
  };
}
