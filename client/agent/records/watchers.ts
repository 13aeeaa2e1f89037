import type { PresentationResponse } from "../../../schema/api.ts";

/** Somebody who watched. `durationMs` is missing where nobody saw when it ended. */
export interface Watcher {
  readonly name: string;
  readonly durationMs: number | undefined;
  readonly now: boolean;
}

/** Who watched, by name: somebody who came twice is one person who watched for as long as both. */
export function watchersOf({ visits = [], viewers }: PresentationResponse): readonly Watcher[] {
  const watching = new Set(viewers.map(({ name }) => name));
  const byName = Map.groupBy(visits, ({ name }) => name);
  return [...byName].map(([name, stays]) => {
    const lengths = stays.flatMap(({ from, to }) =>
      to === undefined ? [] : [Math.max(0, Date.parse(to) - Date.parse(from))],
    );
    return {
      name,
      durationMs: lengths.length === 0 ? undefined : lengths.reduce((sum, length) => sum + length),
      now: watching.has(name),
    };
  });
}
