import { describe, expect, test } from "vitest";
import { icsOf } from "../../../client/base/calendar.ts";

const NOW = Date.UTC(2026, 10, 29, 12, 0, 0);
const event = {
  uid: "p1@example.com",
  startMs: Date.UTC(2026, 11, 1, 9, 30, 0),
  minutes: 45,
  summary: "Lagoon Terraces",
};
const bytes = (text: string) => new TextEncoder().encode(text).length;
/** A parsed file: unfolded lines, by property name. */
const read = (ics: string) =>
  Object.fromEntries(
    ics
      .replaceAll("\r\n ", "")
      .split("\r\n")
      .filter((line) => line !== "")
      .map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1)]),
  );

describe("a calendar entry", () => {
  test("has its time in UTC, and ends every line as RFC 5545 requires", () => {
    expect(icsOf({ ...event, location: "Gallery" }, NOW)).toBe(
      [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Offplan Live//Recap//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        "UID:p1@example.com",
        "DTSTAMP:20261129T120000Z",
        "DTSTART:20261201T093000Z",
        "DTEND:20261201T101500Z",
        "SUMMARY:Lagoon Terraces",
        "LOCATION:Gallery",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
      ].join("\r\n"),
    );
  });

  test("escapes what would end a value, and a text adds no lines", () => {
    const hostile = "Tower A, B; \\ then\r\nATTENDEE:mailto:evil@example.com";
    const ics = icsOf({ ...event, summary: hostile, location: "a\nb\rc" }, NOW);
    expect(read(ics)).toMatchObject({
      SUMMARY: "Tower A\\, B\\; \\\\ then\\nATTENDEE:mailto:evil@example.com",
      LOCATION: "a\\nb\\nc",
    });
    expect(read(ics)).not.toHaveProperty("ATTENDEE");
  });

  test.each([
    "long ".repeat(60),
    "معرض المبيعات ".repeat(20),
    "Офис продаж, ".repeat(20),
    "🏙".repeat(60),
  ])("folds lines above 75 octets without splitting a character: %s", (description) => {
    const ics = icsOf({ ...event, description }, NOW);
    for (const line of ics.split("\r\n")) expect(bytes(line)).toBeLessThanOrEqual(75);
    expect(ics).not.toContain("\uFFFD");
    expect(read(ics)["DESCRIPTION"]).toBe(description.replaceAll(",", "\\,"));
  });
});
