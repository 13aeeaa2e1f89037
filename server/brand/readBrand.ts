import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import * as v from "valibot";
import type { AgentCard, PageBrand } from "../../schema/protocol/brand.ts";
import { Brand, type BrandInput } from "./brand.ts";
import { brandStyles } from "./brandStyles.ts";
import { unreadablePairs } from "./contrast.ts";

/** A brand is invalid. The message lists all problems. */
export class BrandError extends Error {
  override readonly name = "BrandError";
  readonly code = "bad_brand";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The brand cannot be used:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
    this.problems = problems;
  }
}

/** A partner's brand, as it is served. */
export interface OpenedBrand {
  readonly page: PageBrand;
  /** The default by the country of a reader's own languages (`de-AE`), where none of those is offered. */
  readonly languageByMarket: Readonly<Record<string, string>>;
  /** The style sheet of its colours and fonts; empty: there are none. */
  readonly styles: string;
  /** Each file that pages may ask for, by its name below `/brand/`. */
  readonly files: ReadonlyMap<string, string>;
  /** Changes with any part of the brand. */
  readonly version: string;
  /** The card of an agent; empty where there is none. */
  cardOf(agent: string): AgentCard;
}

export interface BrandOptions {
  /** A `brand.json`, or the same as an object. */
  readonly source: { readonly file: string } | { readonly brand: BrandInput };
  /** The base path of all addresses; empty for the root. */
  readonly publicPath: string;
}

const MOST_FILE_BYTES = 2_000_000;

async function readSource(source: BrandOptions["source"]) {
  if ("brand" in source) return { value: source.brand as unknown, folder: process.cwd() };
  const { file } = source;
  try {
    const text = await readFile(file, "utf8");
    return { value: JSON.parse(text) as unknown, folder: dirname(resolve(file)) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new BrandError([`${file}: ${reason}`]);
  }
}

function parse(value: unknown): Brand {
  const parsed = v.safeParse(Brand, value);
  if (!parsed.success) {
    throw new BrandError(
      parsed.issues.map((issue) => `${v.getDotPath(issue) ?? "it"}: ${issue.message}`),
    );
  }
  return parsed.output;
}

const namesOf = ({ logo, fonts, agents }: Brand): ReadonlySet<string> =>
  new Set([
    ...(typeof logo === "string" ? [logo] : Object.values(logo ?? {})),
    ...[fonts?.display, fonts?.ui].flatMap((font) => font?.files.map(({ file }) => file) ?? []),
    ...agents.flatMap(({ photo }) => photo ?? []),
  ]);

async function findFiles(brand: Brand, folder: string) {
  const problems: string[] = [];
  const files = new Map<string, string>();
  const hash = createHash("sha256").update(JSON.stringify(brand));
  for (const name of namesOf(brand)) {
    const path = resolve(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found?.isFile() !== true) problems.push(`${name}: there is no such file beside brand.json`);
    else if (found.size > MOST_FILE_BYTES) problems.push(`${name}: is larger than 2 MB`);
    else {
      files.set(name, path);
      hash.update(await readFile(path));
    }
  }
  return { problems, files, version: hash.digest("base64url").slice(0, 12) };
}

function languagesOf({ languages }: Brand): Pick<PageBrand, "languages"> {
  if (languages === undefined) return {};
  const { offered, default: first = offered[0] ?? "en" } = languages;
  return { languages: [...new Set([first, ...offered])] };
}

function languageProblems({ languages }: Brand): readonly string[] {
  const chosen = [languages?.default ?? [], Object.values(languages?.byMarket ?? {})].flat();
  return chosen
    .filter((language) => languages?.offered.includes(language) === false)
    .map((language) => `languages: ${language} is a default and not offered`);
}

/**
 * Reads a brand, and rejects one whose text would be illegible.
 *
 * @throws BrandError listing all problems.
 */
export async function readBrand({ source, publicPath }: BrandOptions): Promise<OpenedBrand> {
  const { value, folder } = await readSource(source);
  const brand = parse(value);
  const { problems, files, version } = await findFiles(brand, folder);
  const { light = {}, dark = {} } = brand.colours ?? {};
  const all = [
    ...problems,
    ...languageProblems(brand),
    ...unreadablePairs("light", light),
    ...unreadablePairs("dark", dark),
  ];
  if (all.length > 0) throw new BrandError(all);
  const addressOf = (name: string): string => `${publicPath}/brand/${name}?v=${version}`;
  const { logo, legal } = brand;
  const cards = new Map(brand.agents.map((card) => [card.id, card]));
  return {
    page: {
      name: brand.name,
      ...(logo !== undefined && {
        logo: {
          light: addressOf(typeof logo === "string" ? logo : logo.light),
          dark: addressOf(typeof logo === "string" ? logo : logo.dark),
        },
      }),
      ...(legal !== undefined && { legal: typeof legal === "string" ? { en: legal } : legal }),
      ...languagesOf(brand),
    },
    languageByMarket: brand.languages?.byMarket ?? {},
    styles: brandStyles(brand, addressOf),
    files,
    version,
    cardOf: (agent) => {
      const { photo, phone, messenger } = cards.get(agent) ?? {};
      return {
        ...(photo !== undefined && { photo: addressOf(photo) }),
        ...(phone !== undefined && { phone }),
        ...(messenger !== undefined && { messenger }),
      };
    },
  };
}
