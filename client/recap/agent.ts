import type { Contact } from "../../schema/protocol/followUp.ts";

/** Who presented, and where they are reached. */
export interface Agent {
  /** A name, or "your agent". */
  readonly presenter: string;
  readonly contact: Contact;
}
