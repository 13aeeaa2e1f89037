import type { RecapResponse } from "../../schema/protocol/api.ts";
import type { Contact } from "../../schema/protocol/followUp.ts";

export function agentOf(
  { name, phone, email, photo, messenger }: RecapResponse["presenter"],
  unnamed: string,
): Agent {
  const contact = { ...(phone !== undefined && { phone }), ...(email !== undefined && { email }) };
  return { presenter: name.trim() || unnamed, contact, photo, messenger };
}

/** Who presented, and where they are reached. */
export interface Agent {
  /** A name, or "your agent". */
  readonly presenter: string;
  readonly contact: Contact;
  /** A partner's picture of them. */
  readonly photo: string | undefined;
  /** The address of a partner's messenger. */
  readonly messenger: string | undefined;
}
