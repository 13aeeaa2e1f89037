import type { RandomBytes } from "./secrets.ts";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** The largest multiple of the alphabet's length below 256: bytes from here on would make some letters likelier. */
const FAIR_BELOW = 256 - (256 % ALPHABET.length);

/** An unguessable name of `length` letters and digits, safe in URLs and as an `Id`. */
export function randomId(length: number, randomBytes: RandomBytes): string {
  let id = "";
  while (id.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < FAIR_BELOW && id.length < length) id += ALPHABET[byte % ALPHABET.length];
    }
  }
  return id;
}
