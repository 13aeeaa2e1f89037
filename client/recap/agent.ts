import type { RecapResponse } from "../../schema/protocol/api.ts";
import type { Contact } from "../../schema/protocol/followUp.ts";

export function agentOf(
  { name, phone, email, photo, messenger }: RecapResponse["presenter"],
  unnamed: string,
): Agent {
  const contact = { ...(phone !== undefined && { phone }), ...(email !== undefined && { email }) };
  const own = name.trim();
  return {
    name: own === "" ? undefined : own,
    presenter: own || unnamed,
    contact,
    photo,
    messenger,
  };
}

/** The presenter and their contacts. */
export interface Agent {
  readonly name: string | undefined;
  /** The name, or "your agent", inside a sentence. */
  readonly presenter: string;
  readonly contact: Contact;
  /** The presenter's portrait, if the partner has one. */
  readonly photo: string | undefined;
  /** The address of a partner's messenger. */
  readonly messenger: string | undefined;
}
