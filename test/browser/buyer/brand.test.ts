import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openBrowser, openPage, PHONE } from "../../support/browser/browser.ts";
import { openTestServer } from "../../support/server/testServer.ts";

const LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20"/>';

test("a partner's name, logo, colours, card, languages and legal line are on its pages, under the same policy", async () => {
  const folder = await mkdtemp(join(tmpdir(), "offplan-brand-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, "logo.svg"), LOGO);
  const brand = {
    name: "Harbour Homes",
    logo: "logo.svg",
    colours: { light: { ground: "#f0f4f2" }, dark: { ground: "#0d1512" } },
    agents: [{ id: "agent", photo: "logo.svg", phone: "+971501234567" }],
    legal: { en: "Harbour Homes LLC", ar: "هاربور هومز" },
    languages: { offered: ["en", "ar"] },
  };
  await writeFile(join(folder, "brand.json"), JSON.stringify(brand));
  const server = await openTestServer({ BRAND_FILE: join(folder, "brand.json") });
  const { link } = await server.present();
  const { page } = await openPage(await openBrowser(), PHONE);
  const refused: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") refused.push(message.text());
  });
  await page.goto(link);
  await page.getByRole("link", { name: "Call" }).waitFor();
  await page.getByRole("img", { name: "Harbour Homes" }).waitFor();
  await page.getByText("Harbour Homes LLC").waitFor();
  const ground = await page.evaluate(() =>
    getComputedStyle(document.documentElement).getPropertyValue("--ground").trim(),
  );
  expect(["#f0f4f2", "#0d1512"]).toContain(ground);
  const languages = page.getByRole("combobox", { name: "Language" }).locator("option");
  expect(await languages.allTextContents()).toEqual(["English", "العربية"]);
  expect(refused).toEqual([]);
  await page.goto(`${server.url}/agent`);
  await page.getByRole("img", { name: "Harbour Homes" }).waitFor();
  expect(await page.title()).toBe("Harbour Homes");
});
