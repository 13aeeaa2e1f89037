/** Characters that are not percent-encoded in an address; pages fill in `{n}` of frames. */
const PLAIN = /[\w./{}-]/;

const encoded = (character: string): string =>
  Array.from(new TextEncoder().encode(character), (byte) => {
    const hex = byte.toString(16).toUpperCase().padStart(2, "0");
    return `%${hex}`;
  }).join("");

/**
 * A picture's path below `media/`, encoded as in its address. Names are normalised to NFC, because macOS writes "é" as two
 * characters.
 */
export const toPictureAddress = (name: string): string =>
  Array.from(name.normalize("NFC"), (character) =>
    PLAIN.test(character) ? character : encoded(character),
  ).join("");

/** Inverse of `toPictureAddress`. */
export const toPictureName = (address: string): string => decodeURIComponent(address);
