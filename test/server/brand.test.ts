import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { BrandInput } from "../../server/brand/brand.ts";
import { contrast, OWN_COLOURS, unreadablePairs } from "../../server/brand/contrast.ts";
import { readBrand, type BrandError } from "../../server/brand/readBrand.ts";
import { chooseLanguage } from "../../schema/values/chooseLanguage.ts";
import { readFile } from "node:fs/promises";

const LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>';
const TOKENS = new URL("../../client/ui/styles/tokens.css", import.meta.url);

async function makeFolder(brand: unknown): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "offplan-brand-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, "logo.svg"), LOGO);
  await writeFile(join(folder, "voice.woff2"), "font");
  const file = join(folder, "brand.json");
  await writeFile(file, typeof brand === "string" ? brand : JSON.stringify(brand));
  return file;
}

const read = async (brand: unknown, publicPath = "") =>
  readBrand({ source: { file: await makeFolder(brand) }, publicPath });

const problemsOf = (brand: unknown): Promise<readonly string[]> =>
  read(brand).then(
    () => [],
    (error: unknown) => (error as BrandError).problems,
  );

describe("a brand", () => {
  test("is served to pages, with addresses that change with its content", async () => {
    const brand: BrandInput = {
      name: "Harbour Homes",
      logo: "logo.svg",
      colours: { light: { navy: "#0a3a2a" } },
      fonts: { display: { family: "Voice", files: [{ file: "voice.woff2" }] } },
      agents: [{ id: "agent", photo: "logo.svg", phone: "+971501234567" }],
      legal: "Harbour Homes LLC, licence 123",
      languages: { offered: ["en", "ar"], byMarket: { AE: "ar" } },
    };
    const opened = await read(brand, "/viewings");
    expect(opened.page).toEqual({
      name: "Harbour Homes",
      logo: {
        light: `/viewings/brand/logo.svg?v=${opened.version}`,
        dark: `/viewings/brand/logo.svg?v=${opened.version}`,
      },
      legal: { en: "Harbour Homes LLC, licence 123" },
      languages: ["en", "ar"],
    });
    expect(opened.languageByMarket).toEqual({ AE: "ar" });
    expect(opened.styles).toContain("--navy:#0a3a2a");
    expect(opened.styles).toContain(`--font-display:"Voice"`);
    expect(opened.styles).toContain(`url("/viewings/brand/voice.woff2?v=${opened.version}")`);
    expect([...opened.files.keys()]).toEqual(["logo.svg", "voice.woff2"]);
    expect(opened.cardOf("agent")).toEqual({
      photo: `/viewings/brand/logo.svg?v=${opened.version}`,
      phone: "+971501234567",
    });
    expect(opened.cardOf("somebody")).toEqual({});
    expect((await read({ ...brand, name: "Other" })).version).not.toBe(opened.version);
  });

  test("requires only a name", async () => {
    const { page, styles, files } = await read({ name: "Harbour" });
    expect([page, styles, files.size]).toEqual([{ name: "Harbour" }, "", 0]);
  });

  test.each<readonly [string, unknown, RegExp]>([
    ["no JSON", "{", /brand\.json: /],
    ["no name", {}, /name/],
    ["an unknown member", { name: "a", color: 1 }, /color/],
    [
      "gold, which is the agent's hand",
      { name: "a", colours: { light: { gold: "#ff0000" } } },
      /gold/,
    ],
    [
      "a colour that is none",
      { name: "a", colours: { light: { ink: "red" } } },
      /colours\.light\.ink: must be a colour/,
    ],
    [
      "a file that is not there",
      { name: "a", logo: "other.svg" },
      /other\.svg: there is no such file/,
    ],
    ["a file elsewhere", { name: "a", logo: "../logo.svg" }, /logo/],
    ["an absolute file", { name: "a", logo: "/etc/logo.svg" }, /logo/],
    [
      "a font by a name that breaks out",
      { name: "a", fonts: { ui: { family: 'x";}' } } },
      /family/,
    ],
    [
      "a messenger without TLS",
      { name: "a", agents: [{ id: "b", messenger: "javascript:alert(1)" }] },
      /messenger: must begin with https/,
    ],
    [
      "a default that is not offered",
      { name: "a", languages: { offered: ["en"], default: "ar" } },
      /ar is a default and not offered/,
    ],
  ])("with %s is refused by name", async (_what, brand, reason) => {
    expect((await problemsOf(brand)).join("\n")).toMatch(reason);
  });

  test("with insufficient contrast is refused with the pair of colours and its ratio", async () => {
    const problems = await problemsOf({
      name: "a",
      colours: { light: { ink: "#999999" }, dark: { navy: "#cccccc" } },
    });
    expect(problems).toContain(
      "colours.light: ink on ground is 2.61:1, at least 4.5:1 can be read",
    );
    expect(problems).toContainEqual(
      expect.stringMatching(/^colours\.dark: gold-fill on navy is 1\.\d\d:1, at least 3:1/),
    );
  });

  test("the default colours pass the contrast check, which covers all of them", async () => {
    expect([...unreadablePairs("light", {}), ...unreadablePairs("dark", {})]).toEqual([]);
    expect(contrast("#000000", "#ffffff")).toBe(21);
    const tokens = await readFile(TOKENS, "utf8");
    const [before = "", dark = ""] = tokens.split('[data-theme="dark"]');
    for (const [theme, text] of [
      ["light", before],
      ["dark", dark],
    ] as const) {
      for (const [name, colour] of Object.entries(OWN_COLOURS[theme])) {
        expect(text).toContain(`--${name}: ${colour};`);
      }
    }
  });
});

describe("the language of a page", () => {
  const offered = { languages: ["en", "ar"], byMarket: { AE: "ar", RU: "ru" } } as const;
  test.each([
    [["ar-EG", "en"], "ar"],
    [["en-AE"], "en"],
    [["de-AE", "fr"], "ar"],
    [["de-DE", "hi-AE"], "ar"],
    [["ru-RU"], "en"],
    [["*"], "en"],
    [[], "en"],
  ])("for %j is %s", (wanted, language) => {
    expect(chooseLanguage(wanted, offered)).toBe(language);
  });
});

test("the example in the reference is valid", async () => {
  const text = await readFile(new URL("../../server/brand/README.md", import.meta.url), "utf8");
  const [, example = ""] = /```json\n([^]*?)```/.exec(text) ?? [];
  const problems = await problemsOf(JSON.parse(example) as unknown);
  // Its files belong to the reader.
  for (const problem of problems) expect(problem).toContain("there is no such file");
  expect(problems.length).toBeGreaterThan(3);
});
