/** A word that begins a line, inside a sentence. */
export const inSentence = (text: string, language: string): string =>
  text.slice(0, 1).toLocaleLowerCase(language) + text.slice(1);
