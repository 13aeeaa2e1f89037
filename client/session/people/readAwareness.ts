import { parseAwareness } from "../../../schema/presentation/awareness.ts";

type Parsed = ReturnType<typeof parseAwareness>;

const parsedStates = new WeakMap<object, { readonly parsed: Parsed }>();

/**
 * Parses an awareness state; the same object for the same state. An awareness replaces the states that change, so of a room
 * only those are parsed again.
 */
export function readAwareness(state: unknown): Parsed {
  if (typeof state !== "object" || state === null) return undefined;
  const known = parsedStates.get(state);
  if (known !== undefined) return known.parsed;
  const parsed = parseAwareness(state);
  parsedStates.set(state, { parsed });
  return parsed;
}
