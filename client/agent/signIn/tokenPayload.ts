import { cutName } from "../../../schema/values/names.ts";

/** A token's claims, unverified: only the server verifies them. */
function payloadOf(token: string): Readonly<Record<string, unknown>> {
  try {
    const [, payload = ""] = token.split(".");
    const binary = atob(payload.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof claims === "object" && claims !== null ? { ...claims } : {};
  } catch {
    return {};
  }
}

/** The agent's name in a token; empty without one. */
export function nameOf(token: string): string {
  const { name } = payloadOf(token);
  return typeof name === "string" ? cutName(name) : "";
}

/** Expiry of a token in ms since the epoch; `undefined`: it has none. */
export function expiryOf(token: string): number | undefined {
  const { exp } = payloadOf(token);
  return typeof exp === "number" ? exp * 1000 : undefined;
}
