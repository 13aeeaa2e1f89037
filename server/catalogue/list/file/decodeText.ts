/** Minimum share of zero bytes, in one half of UTF-16 text, for languages with spaces, digits and commas. */
const ZEROS_OF_UTF16 = 0.2;
const SAMPLE_BYTES = 64 * 1024;

function markOf(bytes: Uint8Array): "utf-16le" | "utf-16be" | "utf-8" | undefined {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return first === 0xef && second === 0xbb && third === 0xbf ? "utf-8" : undefined;
}

/** UTF-16 without a byte order mark, detected by the position of zero bytes. */
function unmarkedUtf16(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries()) {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  const half = sample.length / 2;
  if (odd > half * ZEROS_OF_UTF16 && even < odd / 4) return "utf-16le";
  return even > half * ZEROS_OF_UTF16 && odd < even / 4 ? "utf-16be" : undefined;
}

const decodeStrictly = (bytes: Uint8Array, encoding: string): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** Score of a decoded text, by its words with non-ASCII letters. */
function plausibility(text: string, isGood: (word: string) => boolean): number {
  let score = 0;
  for (const [word] of text.matchAll(/[\p{L}\p{M}]*[^\p{ASCII}\s\p{P}\p{S}\d][\p{L}\p{M}]*/gu)) {
    score += isGood(word) ? word.length : -word.length;
  }
  return score;
}

const CYRILLIC = /^(?:[А-ЯЁІЇЄҐЎ]?[а-яёіїєґў]+|[А-ЯЁІЇЄҐЎ]+)$/u;
const ARABIC = /^[\u0600-\u06FF]+$/u;
/** Words with accents among plain letters, or with single accents. */
const LATIN =
  /^(?:[a-z]+[à-öø-ÿœšž]{1,2}[a-z]*|[à-öø-ÿœšž][a-z]+|[A-Za-z]+[À-ÖØ-öø-ÿ][A-Za-zÀ-ÿ]*|[À-Ö][A-Za-z]+|[µªº])+$/u;

const SINGLE_BYTE = [
  { encoding: "windows-1252", isGood: (word: string) => LATIN.test(word) },
  { encoding: "windows-1251", isGood: (word: string) => CYRILLIC.test(word) },
  { encoding: "windows-1256", isGood: (word: string) => ARABIC.test(word) },
];

function decodeSingleByte(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  let best = "windows-1252";
  let most = -Infinity;
  for (const { encoding, isGood } of SINGLE_BYTE) {
    const score = plausibility(new TextDecoder(encoding).decode(sample), isGood);
    if (score > most) [best, most] = [encoding, score];
  }
  return new TextDecoder(best).decode(bytes);
}

/** Control characters other than tabs, line ends and form feeds. */
const isControl = (character: string): boolean =>
  character < "\t" || (character > "\r" && character < " ");

/** Decodes a text file in the encodings that spreadsheets write; `undefined` if it is not text. */
export function decodeText(bytes: Uint8Array): string | undefined {
  const encoding = markOf(bytes) ?? unmarkedUtf16(bytes);
  const text =
    encoding === undefined
      ? (decodeStrictly(bytes, "utf-8") ?? decodeSingleByte(bytes))
      : decodeStrictly(bytes, encoding);
  if (text === undefined) return undefined;
  return Array.from(text.slice(0, SAMPLE_BYTES)).some(isControl) ? undefined : text;
}
