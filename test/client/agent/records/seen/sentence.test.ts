import { createInstance } from "i18next";
import { expect, test } from "vitest";
import type { SeenHome } from "../../../../../client/agent/records/seen/seen.ts";
import { sentenceOf } from "../../../../../client/agent/records/seen/sentence.ts";
import ar from "../../../../../client/ui/locales/ar/agent.json" with { type: "json" };
import en from "../../../../../client/ui/locales/en/agent.json" with { type: "json" };
import ru from "../../../../../client/ui/locales/ru/agent.json" with { type: "json" };

const MINUTE = 60_000;
const telling = (more: Partial<SeenHome>): SeenHome => ({
  unit: "b-1204",
  watchedMs: 9 * MINUTE,
  aloneMs: 0,
  aloneFrom: undefined,
  cameBack: 0,
  liked: false,
  ...more,
});
const back = (cameBack: number) => telling({ cameBack, aloneMs: 6 * MINUTE, aloneFrom: 1 });

async function say(lng: "en" | "ru" | "ar", seen: SeenHome): Promise<string> {
  const instance = createInstance({
    lng,
    resources: { en: { agent: en }, ru: { agent: ru }, ar: { agent: ar } },
    interpolation: { escapeValue: false },
  });
  await instance.init();
  return sentenceOf(seen, {
    t: instance.getFixedT(lng, "agent"),
    name: "Olga",
    home: "B-1204",
    span: (ms) => `${ms / MINUTE} min`,
    time: () => "18:20",
  });
}

test.each([
  ["en", 1, "Olga came back to B-1204 once, 6 min alone after 18:20."],
  ["en", 4, "Olga came back to B-1204 4 times, 6 min alone after 18:20."],
  ["ru", 1, "Olga: 1 возвращение к B-1204, самостоятельно 6 min после 18:20."],
  ["ru", 3, "Olga: 3 возвращения к B-1204, самостоятельно 6 min после 18:20."],
  ["ru", 5, "Olga: 5 возвращений к B-1204, самостоятельно 6 min после 18:20."],
  ["ar", 1, "عاد Olga إلى B-1204 مرة واحدة، بمفرده 6 min بعد 18:20."],
  ["ar", 2, "عاد Olga إلى B-1204 مرتين، بمفرده 6 min بعد 18:20."],
  ["ar", 4, "عاد Olga إلى B-1204 4 مرات، بمفرده 6 min بعد 18:20."],
  ["ar", 11, "عاد Olga إلى B-1204 11 مرة، بمفرده 6 min بعد 18:20."],
] as const)("a buyer who came back, in %s, %i times", async (language, times, said) => {
  expect(await say(language, back(times))).toBe(said);
});

test("a buyer who did not return to a home is described by another action", async () => {
  const alone = telling({ aloneMs: 2 * MINUTE, aloneFrom: 1 });
  expect(await say("en", alone)).toBe("Olga looked at B-1204 alone: 2 min after 18:20.");
  expect(await say("en", telling({ liked: true }))).toBe("Olga likes B-1204.");
  expect(await say("en", telling({}))).toBe("Olga watched B-1204 longest: 9 min.");
});
