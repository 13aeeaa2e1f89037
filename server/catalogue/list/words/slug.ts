const CYRILLIC: Readonly<Record<string, string>> = Object.fromEntries(
  "а:a б:b в:v г:g д:d е:e ё:e ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:sch ъ: ы:y ь: э:e ю:yu я:ya"
    .split(" ")
    .map((pair) => pair.split(":") as [string, string]),
);

const LONGEST = 24;

/** A short hash, equal in every process. */
function hash(text: string): string {
  let value = 0x81_1c_9d_c5;
  for (const character of text) {
    value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01_00_01_93) >>> 0;
  }
  return value.toString(36);
}

/** Derives an id from a name, deterministically; for scripts other than Latin and Cyrillic, a hash. */
export function slug(name: string, fallback: string): string {
  const plain = Array.from(
    name.normalize("NFKD").toLowerCase(),
    (letter) => CYRILLIC[letter] ?? letter,
  )
    .join("")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^a-z\d]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  const letters = name.match(/[\p{L}\d]/gu)?.length ?? 0;
  const kept = plain.replaceAll("-", "").length;
  if (plain === "" || kept < letters) return `${fallback}-${hash(name)}`;
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST - 8)}-${hash(name)}` : plain;
}
