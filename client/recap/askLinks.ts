/** What a buyer writes to an agent begins with. */
interface Question {
  readonly subject: string;
  readonly message: string;
}

/** Opens WhatsApp with the message ready; the buyer chooses the agent there. */
export const whatsAppUrl = ({ message }: Pick<Question, "message">): string =>
  `https://wa.me/?text=${encodeURIComponent(message)}`;

/** Opens the device's mail with the message ready. */
export const mailUrl = ({ subject, message }: Question): string =>
  `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(message)}`;
