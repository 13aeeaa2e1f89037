import { ArrowRight, X } from "lucide-react";
import { useCallback, useEffect, useMemo, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";
import { Button } from "../ui/Button.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { FaultsMenu } from "./FaultsMenu.tsx";
import { ago, clockTime } from "./figures.ts";
import "./inspector.css";
import { LogButtons, type OpenedLog } from "./LogButtons.tsx";
import type { InspectionModel } from "./model/inspectionModel.ts";
import { plainReader, type DocumentReader } from "./model/reader.ts";
import { Connection, type ConnectionInfo } from "./panels/Connection.tsx";
import { Convergence } from "./panels/Convergence.tsx";
import { Growth } from "./panels/Growth.tsx";
import { People } from "./panels/People.tsx";
import { Refusals } from "./panels/Refusals.tsx";
import { State } from "./panels/State.tsx";
import { Timeline } from "./panels/Timeline.tsx";
import type { RoomEventStream } from "./tap/batches.ts";
import type { Faults } from "./tap/faults.ts";
import { useInspection } from "./useInspection.ts";
import { secondOf, TurnsContext, useTurn } from "./useTurn.ts";
import { useInspectorWords } from "./words.ts";

export interface InspectorProps {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  /** What the room tells. Without it the timeline holds what this page sees by itself. */
  readonly events?: RoomEventStream | undefined;
  readonly connection?: ConnectionInfo | undefined;
  readonly faults?: Faults | undefined;
  /** How the documents of the application are read; any document's shared types by default. */
  readonly reader?: DocumentReader | undefined;
  /** Draws a document as it was, or, without a moment, as it is. Its result stands above the panels. */
  readonly renderStage?: ((doc: Y.Doc, moment: number | undefined) => ReactNode) | undefined;
  /** False while it is out of sight: then it records and draws nothing new. */
  readonly drawn?: boolean | undefined;
  /** Which room, for the title. */
  readonly room?: string | undefined;
  readonly onClose?: (() => void) | undefined;
}

/** A Yjs document made transparent: who did what, what was refused, how it stands, how it was. Always dark. */
export function Inspector(props: InspectorProps) {
  const ready = useInspectorWords();
  return (
    <div data-theme="dark" className="flex min-h-0 flex-1 flex-col bg-ground font-ui text-ink">
      {ready && <Panels {...props} />}
    </div>
  );
}

/** The document as it stood at the moment; `undefined` when that is not known. */
function usePast(model: InspectionModel, moment: number | undefined): Y.Doc | undefined {
  const doc = useMemo(
    () => (moment === undefined ? undefined : model.history.at(moment)),
    [model, moment],
  );
  useEffect(() => () => doc?.destroy(), [doc]);
  return doc;
}

function Panels(props: InspectorProps) {
  const { doc, awareness, events, connection, reader = plainReader, renderStage } = props;
  const live = useInspection({ doc, awareness, events, reader, drawn: props.drawn ?? true });
  const [log, setLog] = useState<OpenedLog>();
  const [chosen, setMoment] = useState<number>();
  const model = log?.model ?? live.model;
  const moment = chosen ?? log?.savedAtMs;
  const past = usePast(model, moment);
  const shown = moment === undefined ? doc : past;
  const open = useCallback((opened: OpenedLog | undefined) => {
    setLog(opened);
    setMoment(undefined);
  }, []);
  return (
    <TurnsContext value={live.turns}>
      {shown !== undefined && renderStage !== undefined && (
        <StageView model={model} doc={shown} moment={moment} renderStage={renderStage} />
      )}
      <Head {...props} model={model} log={log} onLog={open} moment={chosen} onMoment={setMoment} />
      <div className="grid min-h-0 flex-1 overflow-y-auto md:grid-cols-2 lg:grid-cols-[minmax(0,1.72fr)_minmax(0,1fr)_minmax(0,1.4fr)] lg:grid-rows-[minmax(0,1fr)] lg:overflow-hidden">
        <div className="flex h-[30rem] min-h-0 flex-col md:h-auto md:max-lg:col-span-2 md:max-lg:h-[24rem] lg:border-e lg:border-line">
          <Timeline key={log?.savedAtMs} model={model} moment={moment} onMoment={setMoment} />
        </div>
        <div className="flex min-w-0 flex-col gap-2 border-line max-md:border-t lg:overflow-y-auto md:border-e md:max-lg:border-t">
          {shown === undefined ? <Unknown /> : <State model={model} doc={shown} moment={moment} />}
          {log === undefined && <Convergence model={model} doc={doc} />}
          {connection !== undefined && <Connection connection={connection} />}
        </div>
        <div className="flex min-w-0 flex-col gap-2 border-line max-lg:border-t lg:overflow-y-auto">
          <People model={model} awareness={awareness} />
          <Refusals model={model} />
          <Growth model={model} />
        </div>
      </div>
    </TurnsContext>
  );
}

interface StageViewProps {
  readonly model: InspectionModel;
  readonly doc: Y.Doc;
  readonly moment: number | undefined;
  readonly renderStage: NonNullable<InspectorProps["renderStage"]>;
}

/** What the application draws of the document, in its turn like every other part. */
function StageView({ model, doc, moment, renderStage }: StageViewProps) {
  useTurn(() => (moment === undefined ? model.updates : moment));
  return renderStage(doc, moment);
}

function Unknown() {
  const { t } = useTranslation("inspector");
  return <p className="p-4 text-xs text-ink-3">{t("unreadablePast")}</p>;
}

interface HeadProps extends InspectorProps {
  readonly model: InspectionModel;
  readonly log: OpenedLog | undefined;
  readonly onLog: (log: OpenedLog | undefined) => void;
  readonly moment: number | undefined;
  readonly onMoment: (moment: number | undefined) => void;
}

function Head({ room, faults, onClose, model, log, onLog, moment, onMoment }: HeadProps) {
  const { t } = useTranslation("inspector");
  return (
    <header className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line-strong px-4 py-1 md:ps-6">
      <h2 className="text-sm font-medium">{t("title")}</h2>
      {room !== undefined && <p className="text-xs text-ink-2">{t("room", { room })}</p>}
      <div className="ms-auto flex flex-wrap items-center gap-x-2 gap-y-1">
        {moment !== undefined && <Moment moment={moment} onBack={() => onMoment(undefined)} />}
        {log !== undefined && (
          <>
            <span className="text-xs text-ink-2">
              {t("importedLog", { time: clockTime(log.savedAtMs, false) })}
            </span>
            <Button className="min-h-8 px-3" onPress={() => onLog(undefined)}>
              {t("closeLog")}
            </Button>
          </>
        )}
        {faults !== undefined && <FaultsMenu faults={faults} />}
        <LogButtons model={model} onOpened={onLog} />
        {onClose !== undefined && (
          <>
            <span aria-hidden="true" className="ms-2 flex gap-1 text-2xs text-ink-2 max-md:hidden">
              <kbd className="rounded-sm border border-line-strong px-1.5 py-0.5 font-ui">Ctrl</kbd>
              <kbd className="rounded-sm border border-line-strong px-1.5 py-0.5 font-ui">I</kbd>
            </span>
            <IconButton label={t("close")} onPress={onClose} className="max-md:size-11">
              <X aria-hidden="true" className="size-4" strokeWidth={1.5} />
            </IconButton>
          </>
        )}
      </div>
    </header>
  );
}

function Moment({ moment, onBack }: { readonly moment: number; readonly onBack: () => void }) {
  const { t, i18n } = useTranslation("inspector");
  const { nowMs } = useTurn(secondOf);
  const was = ago(nowMs - moment, i18n.language);
  return (
    <>
      <output className="text-xs text-ink-2">
        {t("stageAt", { time: clockTime(moment, false), ago: was })}
      </output>
      <Button className="min-h-8 px-3 max-md:min-h-11" onPress={onBack}>
        <ArrowRight aria-hidden="true" className="size-3.5 rtl:-scale-x-100" strokeWidth={1.5} />
        {t("back")}
      </Button>
    </>
  );
}
