import { createHmac } from "node:crypto";

/** The secret with which events for a receiver are signed: derived from the receiver's id, so that it is not stored. */
export const openWebhookSecrets =
  (authSecret: string) =>
  (webhook: string): string =>
    `whsec_${createHmac("sha256", authSecret).update(`webhook\0${webhook}`).digest("base64")}`;
