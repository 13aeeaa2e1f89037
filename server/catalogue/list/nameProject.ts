const LONGEST = 40;

/** Derives an id from a development's name, not necessarily unique: "Marina Gate II" → "marina-gate-ii". */
export function nameProject(name: string): string {
  const words = name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/\p{M}/gu, "")
    .split(/[^a-z\d]+/)
    .filter((word) => word !== "")
    .join("-");
  const cut = words.slice(0, LONGEST).replace(/-$/, "");
  return cut === "" ? "development" : cut;
}
