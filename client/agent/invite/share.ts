/** Opens WhatsApp with the message ready; the agent chooses to whom. */
export const whatsAppUrl = (message: string): string =>
  `https://wa.me/?text=${encodeURIComponent(message)}`;

/** Opens the device's mail with the message ready. */
export const mailUrl = (subject: string, message: string): string =>
  `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(message)}`;
