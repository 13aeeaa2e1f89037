import { setTimeout as passing } from "node:timers/promises";
import { clickedAt, countPaints, paintedAt, watchClicks, watchPaints } from "./watch.ts";
import type { Viewing } from "./viewing.ts";

/** Two homes on the desk's board, opened alternately. */
const HOMES = [
  { unit: "a-305", heading: "A-305" },
  { unit: "a-405", heading: "A-405" },
] as const;
const TOWER = "Tower A";
/** Pause between a paint and the next click in ms: long enough for pending work to end, and no multiple of a frame. */
const PAUSE_MS = 300;
const JITTER_MS = 37;

const pauseBefore = (turn: number): number => PAUSE_MS + ((turn * 7) % JITTER_MS);

/**
 * Resolves to the time in ms from each click to the buyer's paint. Two more clicks warm up. `pauseMs`: between a paint and
 * the next click.
 */
export async function timeClicks(
  { agent, buyer }: Viewing,
  clicks: number,
  pauseMs: (turn: number) => number = pauseBefore,
): Promise<readonly number[]> {
  await watchClicks(agent);
  await watchPaints(buyer);
  await agent
    .getByRole("button", { name: new RegExp(`^${TOWER}, `) })
    .first()
    .click();
  await paintedAt(buyer, TOWER, 0);
  const latenciesMs: number[] = [];
  for (let turn = 0; turn < clicks + HOMES.length; turn += 1) {
    const { unit, heading } = HOMES[turn % HOMES.length] ?? HOMES[0];
    const since = await countPaints(buyer);
    await agent.locator(`[data-anchor="unit:${unit}"]:not([inert] *)`).first().click();
    const painted = await paintedAt(buyer, heading, since);
    if (turn >= HOMES.length) latenciesMs.push(painted - (await clickedAt(agent)));
    await passing(pauseMs(turn));
  }
  return latenciesMs;
}
