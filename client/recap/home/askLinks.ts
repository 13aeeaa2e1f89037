import type { Contact } from "../../../schema/protocol/followUp.ts";

/** The beginning of a buyer's message to an agent. */
interface Question {
  readonly subject: string;
  readonly message: string;
}

/** Opens WhatsApp with the message, to the agent's number or, without one, to a contact chosen there. */
export const whatsAppUrl = ({ message }: Pick<Question, "message">, { phone }: Contact): string =>
  `https://wa.me/${phone?.slice("+".length) ?? ""}?text=${encodeURIComponent(message)}`;

/** Opens the device's mail with the message ready. */
export const mailUrl = ({ subject, message }: Question, { email = "" }: Contact): string =>
  `mailto:${encodeURIComponent(email).replaceAll("%40", "@")}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(message)}`;
