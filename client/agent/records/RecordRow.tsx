import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PresentationResponse } from "../../../schema/protocol/api.ts";
import type { Api } from "../../session/api.ts";
import { Button } from "../../ui/Button.tsx";
import { DAY_AND_MINUTE } from "../../ui/text/dates.ts";
import { useFormat } from "../../ui/text/format.ts";
import { LOCALES } from "../../ui/text/language.ts";
import { useErrorWords } from "../parts/useErrorWords.ts";
import { FinalQuestion } from "../parts/FinalQuestion.tsx";
import { focusFirst } from "../parts/focusFirst.ts";
import { OpenPresentation } from "./OpenPresentation.tsx";
import { RecapPanel } from "./followUp/RecapPanel.tsx";
import { saveFile } from "../../base/saveFile.ts";
import { SeenPanel } from "./seen/SeenPanel.tsx";
import { ViewerList } from "./ViewerList.tsx";

interface RecordRowProps {
  readonly api: Api;
  readonly presentation: PresentationResponse;
  /** The development's name. */
  readonly project: string;
  /** Its first button takes the focus when it appears. */
  readonly focused: boolean;
  readonly onErased: () => void;
  readonly onEnded: () => void;
}

/** A presentation's record: buyer, time, viewers, and buttons to export or erase it. */
export function RecordRow({
  api,
  presentation,
  project,
  focused,
  onErased,
  onEnded,
}: RecordRowProps) {
  const { t } = useTranslation("agent");
  const { language } = useFormat();
  const errorWords = useErrorWords();
  const [opened, setOpened] = useState<"erase" | "recap" | "seen">();
  const toggle = (part: "recap" | "seen") =>
    setOpened((before) => (before === part ? undefined : part));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const { id, status, createdAt, buyer } = presentation;
  const when = new Date(createdAt).toLocaleString(LOCALES[language], DAY_AND_MINUTE);
  const download = async () => {
    setBusy(true);
    setError(undefined);
    try {
      saveFile(await api.exportOf(id), `presentation-${id}.json`);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <li className="flex flex-col gap-3 border-t border-line py-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="font-display text-xl leading-tight">
          {buyer === undefined ? t("records.noBuyer") : <bdi>{buyer.name}</bdi>}
        </h3>
        <span className={`text-sm ${status === "live" ? "text-ink" : "text-ink-3"}`}>
          {t(`records.status.${status}`)}
        </span>
      </div>
      <p className="flex flex-wrap gap-x-4 text-sm text-ink-2">
        <span>{project}</span>
        <time dateTime={createdAt}>{when}</time>
      </p>
      <ViewerList presentation={presentation} />
      {status === "live" && (
        <OpenPresentation api={api} presentation={presentation} onEnded={onEnded} />
      )}
      {error !== undefined && (
        <p role="alert" className="text-sm text-danger">
          {errorWords(error)}
        </p>
      )}
      {opened === "recap" && (
        <RecapPanel
          api={api}
          presentation={id}
          project={project}
          onWithdrawn={() => setOpened(undefined)}
        />
      )}
      {opened === "seen" && <SeenPanel api={api} presentation={presentation} />}
      {opened === "erase" ? (
        <FinalQuestion
          title={t("records.erase")}
          question={t(status === "live" ? "records.askLive" : "records.ask")}
          keep={t("records.keep")}
          confirm={t("records.eraseConfirm")}
          act={() => api.erase(id)}
          onDone={onErased}
          onKeep={() => setOpened(undefined)}
        />
      ) : (
        <div ref={focused ? focusFirst : undefined} className="flex flex-wrap gap-3">
          <Button
            className="max-md:min-h-(--target)"
            aria-expanded={opened === "seen"}
            onPress={() => toggle("seen")}
          >
            {t("seen.title")}
          </Button>
          <Button
            className="max-md:min-h-(--target)"
            aria-expanded={opened === "recap"}
            onPress={() => toggle("recap")}
          >
            {t("recap.send")}
          </Button>
          <Button className="max-md:min-h-(--target)" busy={busy} onPress={() => void download()}>
            {t("records.download")}
          </Button>
          <Button
            className="max-md:min-h-(--target)"
            variant="plain"
            onPress={() => setOpened("erase")}
          >
            {t("records.erase")}
          </Button>
        </div>
      )}
    </li>
  );
}
