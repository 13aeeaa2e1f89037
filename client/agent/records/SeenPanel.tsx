import { Heart, Play } from "lucide-react";
import { useTranslation } from "react-i18next";
import { chaptersOf } from "../../../schema/history/chapters.ts";
import { indexProject, type ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import { basePath } from "../../base/basePath.ts";
import { serverTime } from "../../base/clock.ts";
import { csvOf } from "../../base/csv.ts";
import type { Api } from "../../session/api.ts";
import { Button } from "../../ui/Button.tsx";
import { buttonClass } from "../../ui/buttonStyle.tsx";
import { useWords } from "../../ui/text/words.ts";
import { useDuration } from "../parts/useDuration.ts";
import { useErrorWords } from "../parts/useErrorWords.ts";
import { useLoaded } from "../parts/useLoaded.ts";
import { useViewWords } from "../../stage/useViewWords.ts";
import { saveFile } from "../../base/saveFile.ts";
import { rowsOf, seenIn, tellingHome, type Seen, type SeenBuyer } from "./seen.ts";

interface SeenPanelProps {
  readonly api: Pick<Api, "history" | "project">;
  readonly presentation: string;
  readonly project: string;
}

/** What was shown in a presentation, and what each buyer did with it. */
export function SeenPanel({ api, presentation, project }: SeenPanelProps) {
  const { t } = useTranslation("agent");
  const { t: common } = useTranslation("common");
  const errorWords = useErrorWords();
  const { value, error, retry } = useLoaded(presentation, async (id) => {
    const [moments, found] = await Promise.all([api.history(id), api.project(project)]);
    const until = serverTime.now();
    return {
      seen: seenIn(moments, until),
      chapters: chaptersOf(moments, until),
      index: indexProject(found),
    };
  });
  if (error !== undefined) {
    return (
      <div className="flex flex-col items-start gap-3">
        <p role="alert" className="text-sm text-danger">
          {errorWords(error)}
        </p>
        <Button onPress={retry}>{common("retry")}</Button>
      </div>
    );
  }
  if (value === undefined) return <div className="min-h-24" aria-busy="true" />;
  const { seen, chapters, index } = value;
  if (chapters.length === 0) return <p className="text-sm text-ink-2">{t("seen.nothing")}</p>;
  return (
    <div className="flex flex-col gap-5 rounded-sm bg-paper p-4">
      <Sentences seen={seen} index={index} />
      {seen.homes.length > 0 && <SeenTable seen={seen} index={index} />}
      <Timeline chapters={chapters} index={index} />
      <div className="flex flex-wrap gap-3">
        <ReplayLink presentation={presentation} />
        {seen.homes.length > 0 && (
          <SaveTable seen={seen} index={index} name={`presentation-${presentation}.csv`} />
        )}
      </div>
    </div>
  );
}

/** Opens in a tab of its own, which this one keeps signed in: the desk may be presenting. */
function ReplayLink({ presentation }: Pick<SeenPanelProps, "presentation">) {
  const { t } = useTranslation("agent");
  return (
    <a
      href={`${basePath()}/replay/${presentation}`}
      target="_blank"
      rel="opener"
      className={buttonClass({ className: "max-md:min-h-(--target)" })}
    >
      <Play aria-hidden="true" className="size-4 rtl:-scale-x-100" strokeWidth={1.5} />
      {t("seen.replay")}
    </a>
  );
}

interface SeenProps {
  readonly seen: Seen;
  readonly index: ProjectIndex;
}

const useHomeName = (index: ProjectIndex) => {
  const words = useWords();
  return (id: string) => {
    const unit = index.units.get(id);
    return unit === undefined ? id : words.unitShort(unit);
  };
};

function useBuyerName(): (buyer: SeenBuyer) => string {
  const { t } = useTranslation("agent");
  return ({ name }) => name ?? t("records.unnamed");
}

/** "12 min", or "under a minute". */
function useSpan(): (ms: number) => string {
  const { t } = useTranslation("agent");
  const duration = useDuration();
  return (ms) => (ms < 60_000 ? t("seen.brief") : duration(ms));
}

/** One sentence a buyer, computed. */
function Sentences({ seen, index }: SeenProps) {
  const { t } = useTranslation("agent");
  const homeName = useHomeName(index);
  const buyerName = useBuyerName();
  const span = useSpan();
  const said = seen.buyers.flatMap((buyer) => {
    const telling = tellingHome(seen, buyer);
    if (telling === undefined) return [];
    const { unit, cameBack, aloneMs, watchedMs, liked } = telling;
    const named = { name: buyerName(buyer), home: homeName(unit) };
    const text =
      cameBack > 0
        ? t("seen.cameBack", { ...named, count: cameBack, alone: span(aloneMs) })
        : aloneMs > 0
          ? t("seen.alone", { ...named, alone: span(aloneMs) })
          : liked
            ? t("seen.liked", named)
            : t("seen.watched", { ...named, watched: span(watchedMs) });
    return [{ subject: buyer.subject, text }];
  });
  if (said.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1 text-md">
      {said.map(({ subject, text }) => (
        <li key={subject}>{text}</li>
      ))}
    </ul>
  );
}

function SeenTable({ seen, index }: SeenProps) {
  const { t } = useTranslation("agent");
  const homeName = useHomeName(index);
  const buyerName = useBuyerName();
  const span = useSpan();
  return (
    <div className="more-beside overflow-x-auto">
      <table className="w-full border-collapse text-start text-sm">
        <caption className="sr-only">{t("seen.title")}</caption>
        <thead>
          <tr className="border-b border-line-strong text-ink-3">
            <th scope="col" className="py-2 pe-4 text-start font-normal">
              {t("seen.home")}
            </th>
            <th scope="col" className="py-2 pe-4 text-start font-normal">
              {t("seen.shown")}
            </th>
            {seen.buyers.map((buyer) => (
              <th
                key={buyer.subject}
                scope="col"
                className="py-2 pe-4 text-start font-normal whitespace-nowrap"
              >
                <bdi>{buyerName(buyer)}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {seen.homes.map(({ unit, shownMs, buyers }) => (
            <tr key={unit} className="border-b border-line align-top">
              <th scope="row" className="py-2 pe-4 text-start font-medium whitespace-nowrap">
                <bdi>{homeName(unit)}</bdi>
              </th>
              <td className="py-2 pe-4 whitespace-nowrap">{shownMs > 0 && span(shownMs)}</td>
              {seen.buyers.map(({ subject }) => {
                const dwell = buyers.get(subject);
                return (
                  <td key={subject} className="py-2 pe-4 whitespace-nowrap">
                    {dwell !== undefined && (
                      <>
                        {dwell.liked && (
                          <>
                            <Heart
                              aria-hidden="true"
                              className="me-1.5 inline size-3.5 align-[-0.1em]"
                              fill="currentColor"
                              strokeWidth={1.5}
                            />
                            <span className="sr-only">{t("seen.heart")}</span>
                          </>
                        )}
                        {dwell.watchedMs > 0 && (
                          <span className="block">
                            {t("seen.watchedFor", { time: span(dwell.watchedMs) })}
                          </span>
                        )}
                        {dwell.aloneMs > 0 && (
                          <span className="block text-ink-2">
                            {t("seen.aloneFor", { time: span(dwell.aloneMs) })}
                          </span>
                        )}
                        {dwell.cameBack > 0 && (
                          <span className="block text-ink-2">
                            {t("seen.back", { count: dwell.cameBack })}
                          </span>
                        )}
                      </>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface TimelineProps {
  readonly chapters: ReturnType<typeof chaptersOf>;
  readonly index: ProjectIndex;
}

function Timeline({ chapters, index }: TimelineProps) {
  const { t } = useTranslation("agent");
  const words = useWords();
  const viewWords = useViewWords(index);
  const span = useSpan();
  return (
    <section aria-label={t("seen.timeline")}>
      <h4 className="text-sm text-ink-3">{t("seen.timeline")}</h4>
      <ol className="mt-1 max-h-64 overflow-y-auto text-sm">
        {chapters.map(({ from, to, view }) => (
          <li key={from} className="flex items-baseline gap-4 border-b border-line py-1.5">
            <time dateTime={new Date(from).toISOString()} className="shrink-0 text-ink-3">
              {words.time(new Date(from))}
            </time>
            <span className="min-w-0 flex-1">{viewWords(view)}</span>
            <span className="shrink-0 text-ink-2">{span(to - from)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

const seconds = (ms: number): number => Math.round(ms / 1000);

function SaveTable({ seen, index, name }: SeenProps & { readonly name: string }) {
  const { t } = useTranslation("agent");
  const homeName = useHomeName(index);
  const buyerName = useBuyerName();
  const save = () => {
    const head = [
      t("seen.home"),
      t("seen.csv.buyer"),
      t("seen.csv.shown"),
      t("seen.csv.watched"),
      t("seen.csv.alone"),
      t("seen.csv.back"),
      t("seen.heart"),
    ];
    const body = rowsOf(seen).map(({ unit, shownMs, buyer, dwell }) => [
      homeName(unit),
      buyer === undefined ? "" : buyerName(buyer),
      seconds(shownMs),
      seconds(dwell?.watchedMs ?? 0),
      seconds(dwell?.aloneMs ?? 0),
      dwell?.cameBack ?? 0,
      dwell?.liked === true ? 1 : 0,
    ]);
    saveFile(new Blob([csvOf([head, ...body])], { type: "text/csv" }), name);
  };
  return (
    <Button className="self-start max-md:min-h-(--target)" onPress={save}>
      {t("seen.save")}
    </Button>
  );
}
