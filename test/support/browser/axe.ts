import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[] }[];
}

/**
 * The accessibility violations found by axe, one line each, once the page rests: elements that fade in have no contrast
 * yet.
 */
export async function axe(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const violations = (await page.evaluate(
    `(async () => {
      const passing = document.getAnimations().filter(
        (one) => one.timeline === document.timeline && one.effect.getTiming().iterations !== Infinity,
      );
      await Promise.allSettled(passing.map((one) => one.finished));
      return (await axe.run(document, { resultTypes: ["violations"] })).violations;
    })()`,
  )) as readonly Violation[];
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.target.join(" ")} (${nodes.length})`,
  );
}

/** Horizontal overflow of the page, in pixels. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
