/** One text in one or more languages, by BCP 47 language ("en", "ru", "ar"). Never empty. */
export type Text = Readonly<Record<string, string>>;
