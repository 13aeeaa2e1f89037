import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { RandomBytes } from "./secrets.ts";

/** Issues and checks the secrets of links, and PINs. Only hashes are stored; an issued secret is returned once. */
export interface Invitations {
  issueSecret(): { readonly secret: string; readonly hash: Uint8Array };
  matchesSecret(secret: string, hash: Uint8Array): boolean;
  /** The secret of an invitation to colleagues: derived from the invitation, so that it is not stored. */
  secretForColleagues(presentation: string, invitation: string): string;
  matchesColleagues(secret: string, presentation: string, invitation: string): boolean;
  /** The secret of a recap's link, made in the same way. */
  secretForRecap(presentation: string, invitation: string): string;
  matchesRecap(secret: string, presentation: string, invitation: string): boolean;
  hashPin(pin: string, presentation: string): Uint8Array;
  matchesPin(pin: string, presentation: string, hash: Uint8Array): boolean;
}

const SECRET_BYTES = 20;

const hashSecret = (secret: string): Uint8Array => createHash("sha256").update(secret).digest();

const equal = (left: Uint8Array, right: Uint8Array): boolean =>
  left.byteLength === right.byteLength && timingSafeEqual(left, right);

/**
 * A PIN has few digits, so a plain hash could be reversed by trying all PINs: the hash is keyed. It includes the
 * presentation, so that equal PINs have different hashes.
 */
export function openInvitations(authSecret: string, randomBytes: RandomBytes): Invitations {
  const hashPin = (pin: string, presentation: string): Uint8Array =>
    createHmac("sha256", authSecret).update(`pin\0${presentation}\0${pin}`).digest();
  const secretFor =
    (purpose: string) =>
    (presentation: string, invitation: string): string =>
      createHmac("sha256", authSecret)
        .update(`${purpose}\0${presentation}\0${invitation}`)
        .digest("base64url");
  const secretForColleagues = secretFor("colleagues");
  const secretForRecap = secretFor("recap");
  return {
    secretForColleagues,
    matchesColleagues: (secret, presentation, invitation) =>
      equal(hashSecret(secret), hashSecret(secretForColleagues(presentation, invitation))),
    secretForRecap,
    matchesRecap: (secret, presentation, invitation) =>
      equal(hashSecret(secret), hashSecret(secretForRecap(presentation, invitation))),
    issueSecret: () => {
      const secret = Buffer.from(randomBytes(SECRET_BYTES)).toString("base64url");
      return { secret, hash: hashSecret(secret) };
    },
    matchesSecret: (secret, hash) => equal(hashSecret(secret), hash),
    hashPin,
    matchesPin: (pin, presentation, hash) => equal(hashPin(pin, presentation), hash),
  };
}
