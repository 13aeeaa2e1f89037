import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { openRates } from "../../../server/rates/openRates.ts";
import { FakeClock } from "../../support/clock/fakeClock.ts";

const HOUR_MS = 3_600_000;
const RATES = { base: "EUR", date: "2026-11-28", rates: { AED: 4.27, USD: 1.16 } };

function setUp(answers: readonly (() => Promise<Response>)[]) {
  const clock = new FakeClock();
  clock.advance(Date.parse("2026-11-29") - clock.now());
  const warnings: unknown[] = [];
  let asked = 0;
  const current = openRates({
    file: undefined,
    url: "https://rates.example/latest",
    clock,
    log: { warn: (fields: unknown) => void warnings.push(fields) },
    fetch: () => {
      const answer = answers[Math.min(asked, answers.length - 1)];
      asked += 1;
      if (answer === undefined) throw new Error("nothing to answer");
      return answer();
    },
  });
  return { clock, current, warnings, asked: () => asked };
}
const good = async () => Response.json(RATES);

describe("exchange rates of a service", () => {
  test("are fetched once for all requests, and again after six hours", async () => {
    const { clock, current, asked } = setUp([good]);
    const [one, other] = await Promise.all([current(), current()]);
    expect(one).toEqual({ ...RATES, isStale: false });
    expect(other).toEqual(one);
    expect(asked()).toBe(1);
    clock.advance(5 * HOUR_MS);
    await current();
    expect(asked()).toBe(1);
    clock.advance(2 * HOUR_MS);
    await current();
    expect(asked()).toBe(2);
  });

  test("stay in use while the service is away, and are marked after a week", async () => {
    const away = () => Promise.reject(new Error("away"));
    const { clock, current, warnings, asked } = setUp([good, away]);
    await current();
    clock.advance(7 * HOUR_MS);
    await current();
    expect(await current()).toMatchObject({ rates: RATES.rates, isStale: false });
    await expect.poll(() => warnings.length).toBe(1);
    expect(asked()).toBe(2);
    clock.advance(7 * 24 * HOUR_MS);
    expect(await current()).toMatchObject({ rates: RATES.rates, isStale: true });
  });

  test("that do not arrive are absent after five seconds, and are requested again after five minutes", async () => {
    const never = () => new Promise<Response>(() => {});
    const { clock, current, asked } = setUp([never, good]);
    const first = current();
    clock.advance(5_001);
    expect(await first).toBeUndefined();
    expect(await current()).toBeUndefined();
    expect(asked()).toBe(1);
    clock.advance(5 * 60_000);
    expect(await current()).toMatchObject({ base: "EUR" });
  });

  test.each([
    ["no JSON", "rates"],
    ["another shape", JSON.stringify({ base: "EUR", rates: { AED: "4" } })],
    ["a rate of nothing", JSON.stringify({ ...RATES, rates: { AED: 0 } })],
    ["megabytes", `"${"x".repeat(300_000)}"`],
  ])("of %s are none", async (_what, body) => {
    const { current, warnings } = setUp([async () => new Response(body)]);
    expect(await current()).toBeUndefined();
    expect(warnings).toMatchObject([{ code: "rates_failed" }]);
  });
});

test("rates of a file take precedence over a service", async () => {
  const folder = mkdtempSync(join(tmpdir(), "offplan-rates-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "rates.json");
  writeFileSync(file, JSON.stringify(RATES));
  const current = openRates({
    file,
    url: "https://rates.example/latest",
    clock: new FakeClock(),
    log: { warn: () => undefined },
    fetch: () => Promise.reject(new Error("not to be asked")),
  });
  expect(await current()).toMatchObject(RATES);
});
