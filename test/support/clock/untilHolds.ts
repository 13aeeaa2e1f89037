import { vi } from "vitest";

/** Resolves once the assertions hold. If they never do, it fails with them before the test's own timeout. */
export const untilHolds = (assertions: () => unknown): Promise<unknown> =>
  vi.waitFor(assertions, { timeout: 45_000, interval: 20 });
