import type { TFunction } from "i18next";
import type { SeenHome } from "./seen.ts";

interface SentenceWords {
  readonly t: TFunction<"agent">;
  readonly name: string;
  readonly home: string;
  readonly span: (ms: number) => string;
  readonly time: (date: Date) => string;
}

/** A sentence about a buyer's most telling home: "Olga came back to B-1204 4 times, 6 min alone after 18:20." */
export function sentenceOf(seen: SeenHome, { t, name, home, span, time }: SentenceWords): string {
  const { cameBack, aloneMs, aloneFrom, watchedMs, liked } = seen;
  if (aloneFrom !== undefined && (cameBack > 0 || aloneMs > 0)) {
    const alone = { name, home, alone: span(aloneMs), time: time(new Date(aloneFrom)) };
    return cameBack > 0
      ? t("seen.cameBack", { ...alone, count: cameBack })
      : t("seen.alone", alone);
  }
  return liked
    ? t("seen.liked", { name, home })
    : t("seen.watched", { name, home, watched: span(watchedMs) });
}
