import { useCallback, useEffect, useState } from "react";
import { browserClock } from "../../base/clock.ts";
import { browserPage } from "../../base/pageSignals.ts";
import { openPoll } from "../../base/poll.ts";

const PERIOD_MS = 5000;

export interface Polled<Value> {
  /** The last value received; kept through errors. */
  readonly value: Value | undefined;
  /** Of the last call. */
  readonly error: unknown;
  /** Calls now. */
  readonly refresh: () => void;
}

/** The result of a call, repeated every 5 s while the component is mounted. */
export function usePolled<Value>(load: () => Promise<Value>): Polled<Value> {
  const [outcome, setOutcome] = useState<{ value?: Value; error?: unknown }>({});
  const ask = useCallback(async () => {
    try {
      const value = await load();
      setOutcome({ value });
    } catch (error) {
      setOutcome((before) => ({ ...before, error }));
    }
  }, [load]);
  useEffect(
    () => openPoll({ clock: browserClock, page: browserPage, periodMs: PERIOD_MS, ask }),
    [ask],
  );
  return { value: outcome.value, error: outcome.error, refresh: () => void ask() };
}
