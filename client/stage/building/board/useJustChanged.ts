import { useCallback, useState } from "react";
import type { Unit, UnitStatus } from "../../../../schema/catalogue/catalogue.ts";

type Statuses = ReadonlyMap<string, UnitStatus | undefined>;

const NONE: ReadonlySet<string> = new Set();

/** Homes whose status changed while on screen, until their highlight has faded. */
export function useJustChanged(units: readonly Unit[]) {
  const [seen, setSeen] = useState<{ units: readonly Unit[]; statuses: Statuses }>(() => ({
    units,
    statuses: read(units),
  }));
  const [changed, setChanged] = useState(NONE);
  if (seen.units !== units) {
    const statuses = read(units);
    const fresh = units.filter(
      ({ id, status }) => seen.statuses.has(id) && seen.statuses.get(id) !== status,
    );
    setSeen({ units, statuses });
    if (fresh.length > 0) setChanged(new Set([...changed, ...fresh.map(({ id }) => id)]));
  }
  const shown = useCallback((unit: string) => {
    setChanged((current) => {
      if (!current.has(unit)) return current;
      const rest = new Set(current);
      rest.delete(unit);
      return rest;
    });
  }, []);
  return { changed, shown };
}

const read = (units: readonly Unit[]): Statuses =>
  new Map(units.map(({ id, status }) => [id, status]));
