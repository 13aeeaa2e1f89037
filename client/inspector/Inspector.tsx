import { useCallback, useEffect, useMemo, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";
import "./inspector.css";
import { Head } from "./Head.tsx";
import type { OpenedLog } from "./LogButtons.tsx";
import type { InspectionModel } from "./model/inspectionModel.ts";
import { plainReader, type DocumentReader } from "./model/reader.ts";
import { Connection, type ConnectionInfo } from "./panels/Connection.tsx";
import { Convergence } from "./panels/Convergence.tsx";
import { Growth } from "./panels/Growth.tsx";
import { People } from "./panels/People.tsx";
import { Refusals } from "./panels/Refusals.tsx";
import { State } from "./panels/State.tsx";
import { Timeline } from "./panels/timeline/Timeline.tsx";
import type { RoomEventStream } from "./tap/batches.ts";
import type { Faults } from "./tap/faults.ts";
import { useInspection } from "./useInspection.ts";
import { RenderSchedulerContext, useScheduledRender } from "./useScheduledRender.ts";
import { useInspectorWords } from "./words.ts";

export interface InspectorProps {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  /** Events of the room. Without them the timeline holds only what this page observes. */
  readonly events?: RoomEventStream | undefined;
  readonly connection?: ConnectionInfo | undefined;
  readonly faults?: Faults | undefined;
  /** How the documents of the application are read; any document's shared types by default. */
  readonly reader?: DocumentReader | undefined;
  /** Renders a past document, or, without a moment, the current one. Shown above the panels. */
  readonly renderStage?: ((doc: Y.Doc, moment: number | undefined) => ReactNode) | undefined;
  /** False while out of sight: it then records without rendering. */
  readonly drawn?: boolean | undefined;
  /** Which room, for the title. */
  readonly room?: string | undefined;
  readonly onClose?: (() => void) | undefined;
}

/** Inspects a Yjs document: changes and their authors, refusals, current and past states. Always dark. */
export function Inspector(props: InspectorProps) {
  const ready = useInspectorWords();
  return (
    <div data-theme="dark" className="flex min-h-0 flex-1 flex-col bg-ground font-ui text-ink">
      {ready && <Panels {...props} />}
    </div>
  );
}

/** The document at that moment; `undefined` if unknown. */
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
  const hasReports = events !== undefined || log !== undefined;
  const open = useCallback((opened: OpenedLog | undefined) => {
    setLog(opened);
    setMoment(undefined);
  }, []);
  return (
    <RenderSchedulerContext value={live.turns}>
      {shown !== undefined && renderStage !== undefined && (
        <StageView model={model} doc={shown} moment={moment} renderStage={renderStage} />
      )}
      <Head
        room={props.room}
        faults={props.faults}
        onClose={props.onClose}
        model={model}
        log={log}
        onLog={open}
        moment={chosen}
        onMoment={setMoment}
      />
      <div className="grid min-h-0 flex-1 overflow-y-auto md:grid-cols-2 lg:grid-cols-[minmax(0,1.72fr)_minmax(0,1fr)_minmax(0,1.4fr)] lg:grid-rows-[minmax(0,1fr)] lg:overflow-hidden">
        <div className="flex h-[30rem] min-h-0 flex-col md:h-auto md:max-lg:col-span-2 md:max-lg:h-[24rem] lg:border-e lg:border-line">
          <Timeline
            key={log?.savedAtMs}
            model={model}
            hasReports={hasReports}
            moment={moment}
            onMoment={setMoment}
          />
        </div>
        <div className="flex min-w-0 flex-col gap-2 border-line max-md:border-t lg:overflow-y-auto md:border-e md:max-lg:border-t">
          {shown === undefined ? <Unknown /> : <State model={model} doc={shown} moment={moment} />}
          {hasReports && log === undefined && <Convergence model={model} doc={doc} />}
          {connection !== undefined && <Connection connection={connection} />}
        </div>
        <div className="flex min-w-0 flex-col gap-2 border-line max-lg:border-t lg:overflow-y-auto">
          <People model={model} hasReports={hasReports} awareness={awareness} />
          {hasReports && <Refusals model={model} />}
          <Growth model={model} />
        </div>
      </div>
    </RenderSchedulerContext>
  );
}

interface StageViewProps {
  readonly model: InspectionModel;
  readonly doc: Y.Doc;
  readonly moment: number | undefined;
  readonly renderStage: NonNullable<InspectorProps["renderStage"]>;
}

/** Renders the application's view of the document, scheduled like every other part. */
function StageView({ model, doc, moment, renderStage }: StageViewProps) {
  useScheduledRender(() => (moment === undefined ? model.updates : moment));
  return renderStage(doc, moment);
}

function Unknown() {
  const { t } = useTranslation("inspector");
  return <p className="p-4 text-xs text-ink-3">{t("unreadablePast")}</p>;
}
