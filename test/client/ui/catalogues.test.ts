import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { PICTURE_FAULTS } from "../../../schema/catalogue/pictureFaults.ts";

const CLIENT = join(import.meta.dirname, "../../../client");
const LOCALES = join(CLIENT, "ui/locales");
const LANGUAGES = ["en", "ru", "ar"] as const;
const NAMESPACES = [
  "agent",
  "buyer",
  "common",
  "inspector",
  "list",
  "pictures",
  "recap",
  "replay",
  "stage",
  "webhooks",
] as const;
type Language = (typeof LANGUAGES)[number];
type Namespace = (typeof NAMESPACES)[number];

/** Texts by path, as "bar.likes_one". */
type Catalogue = ReadonlyMap<string, string>;

const PLURAL = /_(zero|one|two|few|many|other)$/;
/** Keys whose "one" form has no unit word. */
const SILENT: ReadonlySet<string> = new Set(["compact.unit.one"]);
/** Forms whose word for the number may replace it. */
const NUMBERED = /_(zero|one|two)$/;
const stemOf = (key: string): string => key.replace(PLURAL, "");

function textsOf(words: object, path = ""): [string, string][] {
  return Object.entries(words).flatMap(([name, word]: [string, object | string]) =>
    typeof word === "string" ? [[path + name, word]] : textsOf(word, `${path}${name}.`),
  );
}

async function readCatalogue(language: Language, namespace: Namespace): Promise<Catalogue> {
  const text = await readFile(join(LOCALES, language, `${namespace}.json`), "utf8");
  return new Map(textsOf(JSON.parse(text) as object));
}

const slotsOf = (text = ""): readonly string[] => (text.match(/\{\{.+?\}\}/g) ?? []).toSorted();
const stemsOf = (texts: Catalogue): readonly string[] =>
  [...new Set([...texts.keys()].map(stemOf))].toSorted();

describe.each(NAMESPACES)("the words of %s", (namespace) => {
  test.each(LANGUAGES)("in %s are all there, and none is empty", async (language) => {
    const texts = await readCatalogue(language, namespace);
    expect(stemsOf(texts)).toEqual(stemsOf(await readCatalogue("en", namespace)));
    const empty = [...texts].filter(([key, text]) => text.trim() === "" && !SILENT.has(key));
    expect(empty).toEqual([]);
  });

  test.each(LANGUAGES)("in %s have exactly the plural forms of the language", async (language) => {
    const texts = await readCatalogue(language, namespace);
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    const counted = [...texts.keys()].filter((key) => PLURAL.test(key)).map(stemOf);
    for (const stem of new Set(counted)) {
      const found = [...texts.keys()].filter((key) => PLURAL.test(key) && stemOf(key) === stem);
      const expected = forms.map((form) => `${stem}_${form}`);
      expect(found.toSorted()).toEqual(expected);
    }
  });

  test.each(LANGUAGES)("in %s fill in what English fills in", async (language) => {
    const english = await readCatalogue("en", namespace);
    const wanted = new Map([...english].map(([key, text]) => [stemOf(key), slotsOf(text)]));
    const texts = await readCatalogue(language, namespace);
    for (const [key, text] of [...texts].filter(([name]) => !NUMBERED.test(name))) {
      expect([key, slotsOf(text)]).toEqual([key, wanted.get(stemOf(key))]);
    }
  });
});

const STRING = /"((?:[^"\\\n]|\\.)*)"/g;
const TEMPLATE = /`([^`]*)`/g;
const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** Whether a key occurs in the sources, as a string or as a possible value of a template. */
async function readUses(): Promise<(key: string) => boolean> {
  const strings = new Set<string>();
  const patterns: RegExp[] = [];
  for await (const file of glob("{*,!(dist|build)/**/*}.{ts,tsx}", { cwd: CLIENT })) {
    const source = await readFile(join(CLIENT, file), "utf8");
    for (const [, text = ""] of source.matchAll(STRING)) strings.add(text.replace(/^\w+:/, ""));
    for (const [, template = ""] of source.matchAll(TEMPLATE)) {
      const fixed = template.split(/\$\{(?:[^{}]|\{[^{}]*\})*\}/);
      const isKey = fixed.length > 1 && fixed.every((part) => /^[\w.:-]*$/.test(part));
      if (!isKey || !/[A-Za-z]/.test(fixed[0] ?? "")) continue;
      patterns.push(new RegExp(`^${fixed.map(escape).join(".+")}$`));
    }
  }
  return (key) => strings.has(key) || patterns.some((pattern) => pattern.test(key));
}

/** Unknown keys are type errors (`i18next.d.ts`). */
test("no text is left unused", async () => {
  const isUsed = await readUses();
  const unused: string[] = [];
  for (const namespace of NAMESPACES) {
    const stems = stemsOf(await readCatalogue("en", namespace));
    unused.push(...stems.filter((key) => !isUsed(key)).map((key) => `${namespace}:${key}`));
  }
  expect(unused).toEqual([]);
});

/** Text between tags is a lint error (`jsx-no-literals`). */
test("no attribute that is read out or shown has untranslated text", async () => {
  const spoken = /\b(?:aria-label|aria-description|alt|label|placeholder|title)="[^"]*[A-Za-z]{2}/;
  const found: string[] = [];
  for await (const file of glob("{*,!(dist|build)/**/*}.tsx", { cwd: CLIENT })) {
    const lines = (await readFile(join(CLIENT, file), "utf8")).split("\n");
    found.push(...lines.filter((line) => spoken.test(line)).map((line) => `${file}: ${line}`));
  }
  expect(found).toEqual([]);
});

test("every reason for refusing a picture has a text", async () => {
  const texts = await readCatalogue("en", "pictures");
  const said = [...texts.keys()].filter((key) => key.startsWith("fault."));
  expect(said.toSorted()).toEqual(PICTURE_FAULTS.map((fault) => `fault.${fault}`).toSorted());
});

/** The date of the last opening is shown to the minute. */
const WITH_MINUTE = /^recap\.opened_/;

test("a Russian date, which ends with a full stop, is not followed by another", async () => {
  const texts = await Promise.all(NAMESPACES.map((namespace) => readCatalogue("ru", namespace)));
  const doubled = texts.flatMap((catalogue) =>
    [...catalogue].filter(
      ([key, text]) => /\{\{(?:date|until)\}\}\./.test(text) && !WITH_MINUTE.test(key),
    ),
  );
  expect(doubled).toEqual([]);
});
