/** `localhost`, 127.0.0.0/8 or ::1: another device that opens the link asks itself. */
const LOOPBACK = /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/;

export const isLoopback = (link: string): boolean => LOOPBACK.test(new URL(link).hostname);

/** How to start the server so that its links work at `address`, in a shell; the link's port stays. */
export function startCommand(link: string, address: string): string {
  const url = new URL(link);
  url.hostname = address;
  const everywhere = address.startsWith("[") ? "::" : "0.0.0.0";
  return `HOST=${everywhere} PUBLIC_URL=${url.origin} npm start`;
}
