import { vi } from "vitest";

/** Resolves once the assertions hold. What never holds fails with them before the test's own limit would say nothing of it. */
export const untilHolds = (assertions: () => unknown): Promise<unknown> =>
  vi.waitFor(assertions, { timeout: 45_000, interval: 20 });
