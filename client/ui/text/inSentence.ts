/** A label as it is written inside a sentence: with a lower-case initial. */
export const inSentence = (text: string, language: string): string =>
  text.slice(0, 1).toLocaleLowerCase(language) + text.slice(1);
