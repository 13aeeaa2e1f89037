import { Heart, Play, Smartphone } from "lucide-react";
import { use, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PresentationResponse } from "../../../../schema/protocol/api.ts";
import type { View } from "../../../../schema/presentation/presentation.ts";
import { chaptersOf } from "../../../../schema/history/chapters.ts";
import type { Moment } from "../../../../schema/history/moment.ts";
import { stateAt } from "../../../../schema/history/stateAt.ts";
import { indexProject, type ProjectIndex } from "../../../../schema/catalogue/projectIndex.ts";
import { basePath } from "../../../base/basePath.ts";
import { browserClock, serverTime } from "../../../base/clock.ts";
import { openPoll } from "../../../base/poll.ts";
import { browserPage } from "../../../base/pageSignals.ts";
import { csvOf } from "../../../base/csv.ts";
import type { Api } from "../../../session/api.ts";
import { Button } from "../../../ui/Button.tsx";
import { buttonClass } from "../../../ui/buttonStyle.tsx";
import { useWords } from "../../../ui/text/words.ts";
import { useErrorWords } from "../../parts/useErrorWords.ts";
import { useLoaded } from "../../parts/useLoaded.ts";
import { useSpan } from "../../parts/useSpan.ts";
import { saveFile } from "../../../base/saveFile.ts";
import { AskDeskContext } from "../../deskWish.ts";
import { Notes } from "./Notes.tsx";
import { rowsOf, seenIn, tellingHome, type Seen } from "./seen.ts";
import { sentenceOf } from "./sentence.ts";
import { useBuyerName, useHomeName } from "./seenWords.ts";
import { Timeline } from "./Timeline.tsx";
import { timelineOf } from "./timeline.ts";

interface SeenPanelProps {
  readonly api: Pick<Api, "history" | "project" | "followUp" | "changeFollowUp">;
  readonly presentation: Pick<PresentationResponse, "id" | "project" | "buyer">;
}

/** Poll interval: a recap's reader may like a home while the panel is open. */
const REFRESH_MS = 10_000;

/** The history, polled while the panel is open; `first` until the first poll. */
function useHistory(api: Pick<Api, "history">, id: string, first: readonly Moment[] | undefined) {
  const [later, setLater] = useState<readonly Moment[]>();
  const isLoaded = first !== undefined;
  useEffect(() => {
    if (!isLoaded) return;
    const ask = () => api.history(id).then(setLater, () => undefined);
    return openPoll({
      clock: browserClock,
      page: browserPage,
      periodMs: REFRESH_MS,
      isFresh: true,
      ask,
    });
  }, [api, id, isLoaded]);
  return later ?? first;
}

/** The shown homes, each buyer's activity, and the agent's notes. */
export function SeenPanel({ api, presentation }: SeenPanelProps) {
  const { t: common } = useTranslation("common");
  const errorWords = useErrorWords();
  const { id, project } = presentation;
  const { value, error, retry } = useLoaded(id, async () => {
    const [moments, found, followUp] = await Promise.all([
      api.history(id),
      api.project(project),
      api.followUp(id),
    ]);
    return { moments, followUp, index: indexProject(found) };
  });
  const moments = useHistory(api, id, value?.moments);
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
  if (value === undefined || moments === undefined) {
    return <div className="min-h-24" aria-busy="true" />;
  }
  return (
    <div className="flex flex-col gap-5 rounded-sm bg-paper p-4">
      <WhatWasSeen presentation={presentation} moments={moments} index={value.index} />
      <Notes api={api} presentation={id} notes={value.followUp.notes} />
    </div>
  );
}

interface WhatWasSeenProps {
  readonly presentation: SeenPanelProps["presentation"];
  readonly moments: readonly Moment[];
  readonly index: ProjectIndex;
}

function WhatWasSeen({ presentation, moments, index }: WhatWasSeenProps) {
  const { t } = useTranslation("agent");
  const askDesk = use(AskDeskContext);
  const { id, project, buyer } = presentation;
  const until = serverTime.now();
  const seen = seenIn(moments, until);
  const chapters = chaptersOf(moments, until);
  const presentAgain = (at: number, view?: View) => {
    const state = stateAt(project, moments, at);
    if (state === undefined) return;
    const from = view === undefined ? state : { ...state, view };
    askDesk({ kind: "present-again", project, state: from, buyer: buyer?.name ?? "" });
  };
  if (chapters.length === 0) return <p className="text-sm text-ink-2">{t("seen.nothing")}</p>;
  return (
    <>
      <Sentences seen={seen} index={index} />
      {seen.homes.length > 0 && <SeenTable seen={seen} index={index} />}
      <Timeline
        entries={timelineOf(moments, chapters, new Set(seen.buyers.map(({ subject }) => subject)))}
        buyers={seen.buyers}
        index={index}
        onPresentAgain={({ from, view }) => presentAgain(from, view)}
      />
      <div className="flex flex-wrap gap-3">
        <Button className="max-md:min-h-(--target)" onPress={() => presentAgain(Infinity)}>
          <Smartphone aria-hidden="true" className="size-4" strokeWidth={1.5} />
          {t("again.last")}
        </Button>
        <ReplayLink presentation={id} />
        {seen.homes.length > 0 && (
          <SaveTable seen={seen} index={index} name={`presentation-${id}.csv`} />
        )}
      </div>
    </>
  );
}

/** Opens in a new tab, since the desk may be presenting. This tab keeps the new one signed in. */
function ReplayLink({ presentation }: { readonly presentation: string }) {
  const { t } = useTranslation("agent");
  return (
    <a
      href={`${basePath()}/replay/${presentation}`}
      target="_blank"
      rel="opener"
      className={buttonClass({ className: "max-md:min-h-(--target)" })}
    >
      <Play aria-hidden="true" className="size-4" strokeWidth={1.5} />
      {t("seen.replay")}
    </a>
  );
}

interface SeenProps {
  readonly seen: Seen;
  readonly index: ProjectIndex;
}

/** A computed sentence for each buyer. */
function Sentences({ seen, index }: SeenProps) {
  const { t } = useTranslation("agent");
  const homeName = useHomeName(index);
  const buyerName = useBuyerName();
  const span = useSpan();
  const words = useWords();
  const said = seen.buyers.flatMap((buyer) => {
    const telling = tellingHome(seen, buyer);
    if (telling === undefined) return [];
    const [name, home] = [buyerName(buyer), homeName(telling.unit)];
    const text = sentenceOf(telling, { t, name, home, span, time: words.time });
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
