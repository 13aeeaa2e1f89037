/** The languages of a page, and the default for readers of other languages. */
export interface OfferedLanguages<Language extends string> {
  /** The first is the default. Never empty. */
  readonly languages: readonly [Language, ...Language[]];
  /** The default by country, ISO 3166: `AE`. */
  readonly byMarket?: Readonly<Record<string, string>> | undefined;
}

/** The first of the reader's languages (BCP 47) that is offered, or else the default of the first country in them. */
export function chooseLanguage<Language extends string>(
  wanted: readonly string[],
  { languages, byMarket = {} }: OfferedLanguages<Language>,
): Language {
  const find = (language: string | undefined) => languages.find((one) => one === language);
  const spoken = wanted.map((tag) => find(tag.toLowerCase().split("-")[0]));
  const sold = wanted.map((tag) =>
    find(byMarket[/-([A-Za-z]{2})\b/.exec(tag)?.[1]?.toUpperCase() ?? ""]),
  );
  return [...spoken, ...sold].find((language) => language !== undefined) ?? languages[0];
}
