/** Characters of a name that stand in its address as they are; `{n}` of frames is filled in by pages. */
const PLAIN = /[\w./{}-]/;

const encoded = (character: string): string =>
  Array.from(new TextEncoder().encode(character), (byte) => {
    const hex = byte.toString(16).toUpperCase().padStart(2, "0");
    return `%${hex}`;
  }).join("");

/**
 * A picture's path below `media/` as its address has it. Names are equal however their letters are composed: a Mac writes
 * "é" as two characters.
 */
export const toPictureAddress = (name: string): string =>
  Array.from(name.normalize("NFC"), (character) =>
    PLAIN.test(character) ? character : encoded(character),
  ).join("");

/** Inverse of `toPictureAddress`. */
export const toPictureName = (address: string): string => decodeURIComponent(address);
