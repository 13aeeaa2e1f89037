import { readConfig, type Config } from "../config.ts";
import type { Bindings } from "./bindings.ts";

/** The entry, which sets the caller's address, is the only proxy in front of an object. */
const ENTRY_ALONE = 1;

/** The configuration among the bindings. Throws one error that names every invalid variable. */
export function readSettings(bindings: Bindings): Config {
  const strings = Object.entries(bindings).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  const config = readConfig(Object.fromEntries(strings));
  if (!config.ok) throw new Error(config.problem.join("; "));
  return { ...config.value, trustProxy: ENTRY_ALONE };
}
