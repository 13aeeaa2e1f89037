import { useCallback, useEffect, useState } from "react";
import { isLost, whenBack } from "../../session/askAgain.ts";

export interface Loaded<Value> {
  readonly value: Value | undefined;
  readonly error: unknown;
  readonly retry: () => void;
}

/** The result of a call, retried while the network is lost. Calls again for another `source`, not for another `load`. */
export function useLoaded<Source, Value>(
  source: Source,
  load: (source: Source) => Promise<Value>,
): Loaded<Value> {
  const [outcome, setOutcome] = useState<{ value?: Value; error?: unknown }>({});
  const [request, setRequest] = useState({ load });
  useEffect(() => {
    let current = true;
    let stopWaiting = () => {};
    request.load(source).then(
      (value) => current && setOutcome({ value }),
      (error: unknown) => {
        if (!current) return;
        setOutcome({ error });
        if (isLost(error))
          stopWaiting = whenBack(() => setRequest(({ load: again }) => ({ load: again })));
      },
    );
    return () => {
      current = false;
      stopWaiting();
    };
  }, [source, request]);
  const retry = useCallback(() => {
    setOutcome({});
    setRequest(({ load: again }) => ({ load: again }));
  }, []);
  return { value: outcome.value, error: outcome.error, retry };
}
