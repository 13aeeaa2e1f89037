import { parseAwareness } from "../../../schema/presentation/awareness.ts";

type Parsed = ReturnType<typeof parseAwareness>;

const parsedStates = new WeakMap<object, { readonly parsed: Parsed }>();

/**
 * Parses an awareness state and returns the same object for the same state. Awareness replaces only states that change,
 * so unchanged ones are not parsed again.
 */
export function readAwareness(state: unknown): Parsed {
  if (typeof state !== "object" || state === null) return undefined;
  const known = parsedStates.get(state);
  if (known !== undefined) return known.parsed;
  const parsed = parseAwareness(state);
  parsedStates.set(state, { parsed });
  return parsed;
}
