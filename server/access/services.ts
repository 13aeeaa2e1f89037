import { createHash, timingSafeEqual } from "node:crypto";

/** Another program of the company, such as its CRM, identified by the hash of its key. */
export interface ServiceKey {
  readonly name: string;
  /** SHA-256 of the key, in hexadecimal. */
  readonly sha256: string;
}

/** Programs that may change lists, prices and statuses, but may enter no room. */
export interface Services {
  /** The name of the program that has this key; `undefined`: none has. */
  find(key: string): string | undefined;
}

/** Every comparison takes the same time. */
export function openServices(keys: readonly ServiceKey[]): Services {
  const known = keys.map(({ name, sha256 }) => ({ name, hash: Buffer.from(sha256, "hex") }));
  return {
    find: (key) => {
      const hash = createHash("sha256").update(key).digest();
      return known.find((service) => timingSafeEqual(service.hash, hash))?.name;
    },
  };
}
