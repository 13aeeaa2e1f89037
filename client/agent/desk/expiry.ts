import type { Clock } from "../../base/clock.ts";
import type { PageSignals } from "../../base/pageSignals.ts";
import type { Presenting, PresentingApi } from "./presenting.ts";

interface ExpiryOptions {
  readonly api: Pick<PresentingApi, "presentation">;
  readonly presenting: Pick<Presenting, "state" | "moveExpiry">;
  /** Somebody entered wrong PINs, so many of them so far; told again when there are more. */
  readonly onWrongPins: (count: number) => void;
  /** How late this desk may learn that somebody else gave more time. */
  readonly periodMs: number;
  readonly clock: Pick<Clock, "after">;
  readonly page: Pick<PageSignals, "isHidden" | "onReturn" | "onVisibility">;
}

/**
 * Keeps a desk in step with the presentation's expiry. Also when the page returns: while the device slept, its clock stood
 * still, and the answer sets it right. The same answer says how many wrong PINs there were. Returns the way to stop.
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
      // Who is out of the room is told by its socket, and a lost network is no news.
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
