/** One entry of a calendar. */
export interface CalendarEvent {
  /** Globally unique, the same for every version of the entry. */
  readonly uid: string;
  readonly startMs: number;
  readonly minutes: number;
  readonly summary: string;
  readonly description?: string;
  readonly location?: string;
  readonly url?: string;
}

/** Octets of a line, without its line break. */
const LINE_BYTES = 75;

const escaped = (text: string): string =>
  text.replaceAll(/[\\;,]/g, (sign) => `\\${sign}`).replaceAll(/\r\n|\n|\r/g, "\\n");

/** Breaks a long line into lines of at most 75 octets, each but the first after a space, and never within a character. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  let [text, bytes] = ["", 0];
  for (const character of line) {
    const length = encoder.encode(character).length;
    if (bytes + length > LINE_BYTES) [text, bytes] = [`${text}\r\n `, 1];
    text += character;
    bytes += length;
  }
  return text;
}

/** "20281231T090000Z" */
const utc = (timeMs: number): string =>
  `${new Date(timeMs).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;

/** An iCalendar file (RFC 5545) with one event. */
export function icsOf(event: CalendarEvent, nowMs: number): string {
  const { uid, startMs, minutes, summary, description, location, url } = event;
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Offplan Live//Recap//EN",
    "METHOD:PUBLISH",
    "BEGIN:VEVENT",
    `UID:${escaped(uid)}`,
    `DTSTAMP:${utc(nowMs)}`,
    `DTSTART:${utc(startMs)}`,
    `DTEND:${utc(startMs + minutes * 60_000)}`,
    `SUMMARY:${escaped(summary)}`,
    ...(description === undefined ? [] : [`DESCRIPTION:${escaped(description)}`]),
    ...(location === undefined ? [] : [`LOCATION:${escaped(location)}`]),
    ...(url === undefined ? [] : [`URL:${url}`]),
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}
