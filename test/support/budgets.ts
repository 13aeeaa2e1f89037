import type { Reporter, TestModule } from "vitest/node";

/** Seconds a file may take in `npm test`, by project. `npm test` has two cores and five minutes for all of them. */
const BUDGETS: Readonly<Record<string, number>> = {
  unit: 5,
  integration: 15,
  services: 40,
  browser: 40,
};

/** Names the files that took longer than a file of their project may, once all have run. */
export const budgets: Reporter = {
  onTestRunEnd: (modules: readonly TestModule[]) => {
    const over = modules
      .map((module) => ({
        path: module.relativeModuleId,
        budget: BUDGETS[module.project.name] ?? Infinity,
        seconds: module.diagnostic().duration / 1000,
      }))
      .filter(({ budget, seconds }) => seconds > budget)
      .toSorted((one, other) => other.seconds / other.budget - one.seconds / one.budget)
      .map(({ path, budget, seconds }) => `  ${seconds.toFixed(1)} s of ${budget} s  ${path}\n`);
    if (over.length > 0) {
      process.stdout.write(`Over budget (test/README.md says what to do):\n${over.join("")}`);
    }
  },
};
