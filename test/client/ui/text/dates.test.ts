import { expect, test } from "vitest";
import { DAY, DAY_AND_MINUTE } from "../../../../client/ui/text/dates.ts";
import { LANGUAGES, LOCALES } from "../../../../client/ui/text/language.ts";

test.each(LANGUAGES)("a day has the name of its month in %s", (language) => {
  const day = new Date("2026-11-29T12:00:00Z");
  for (const options of [DAY, DAY_AND_MINUTE]) {
    const written = day.toLocaleString(LOCALES[language], { ...options, timeZone: "UTC" });
    expect(written).toMatch(/^29 \p{L}/u);
    expect(written).not.toContain("11");
  }
});
