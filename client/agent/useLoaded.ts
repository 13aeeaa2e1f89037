import { useCallback, useEffect, useState } from "react";

export interface Loaded<Value> {
  readonly value: Value | undefined;
  readonly error: unknown;
  readonly retry: () => void;
}

/** What a call brought. Asks again for another `source`, not for another `load`. */
export function useLoaded<Source, Value>(
  source: Source,
  load: (source: Source) => Promise<Value>,
): Loaded<Value> {
  const [outcome, setOutcome] = useState<{ value?: Value; error?: unknown }>({});
  const [request, setRequest] = useState({ load });
  useEffect(() => {
    let current = true;
    request.load(source).then(
      (value) => current && setOutcome({ value }),
      (error: unknown) => current && setOutcome({ error }),
    );
    return () => {
      current = false;
    };
  }, [source, request]);
  const retry = useCallback(() => {
    setOutcome({});
    setRequest(({ load: again }) => ({ load: again }));
  }, []);
  return { value: outcome.value, error: outcome.error, retry };
}
