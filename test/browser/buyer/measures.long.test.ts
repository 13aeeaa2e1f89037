import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { picture } from "../../support/browser/browser.ts";
import { homeOn, openTowerB, openViewing } from "../../support/browser/viewing.ts";

test("a buyer reads prices in a second currency and areas in square feet, and the agent sees the choice", async () => {
  const folder = mkdtempSync(join(tmpdir(), "offplan-rates-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "rates.json");
  const today = new Date().toISOString().slice(0, 10);
  writeFileSync(
    file,
    JSON.stringify({ base: "EUR", date: today, rates: { AED: 4.27, USD: 1.16 } }),
  );
  const { desk, phone } = await openViewing({ RATES_FILE: file });
  await openTowerB(desk.page);
  await homeOn(desk.page, "b-1204").click();
  await phone.page.getByText("AED 2,980,000").first().waitFor();
  expect(await phone.page.getByText("for orientation").count()).toBe(0);
  await phone.page.getByRole("button", { name: "Menu" }).tap();
  await phone.page.getByLabel("Prices also in").selectOption("EUR");
  await phone.page.getByRole("radio", { name: "sq ft" }).tap();
  await picture(phone.page, "measures menu");
  await phone.page.getByRole("button", { name: "Close" }).tap();
  await phone.page.getByText(/≈ .?EUR 698,000.? at the rate of .*, for orientation/).waitFor();
  await picture(phone.page, "measures phone");
  await desk.page
    .getByRole("banner")
    .or(desk.page.locator("body"))
    .getByText("sq ft · ≈ EUR")
    .first()
    .waitFor();
  await picture(desk.page, "measures desk");
  expect(await desk.page.getByRole("main").getByText("for orientation").count()).toBe(0);
  expect([...desk.complaints, ...phone.complaints]).toEqual([]);
});
