import type { Contact } from "../../schema/protocol/followUp.ts";

export function agentOf(
  { name, phone, email }: { readonly name: string } & Contact,
  unnamed: string,
): Agent {
  const contact = { ...(phone !== undefined && { phone }), ...(email !== undefined && { email }) };
  return { presenter: name.trim() || unnamed, contact };
}

/** Who presented, and where they are reached. */
export interface Agent {
  /** A name, or "your agent". */
  readonly presenter: string;
  readonly contact: Contact;
}
