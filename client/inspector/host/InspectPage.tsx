import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { indexProject, type ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import { ApiError, type Api } from "../../session/api.ts";
import { useStore } from "../../base/react/useStore.ts";
import { Inspector } from "../Inspector.tsx";
import { Miniatures } from "./Miniatures.tsx";
import { presentationReader } from "./presentationReader.ts";
import { useInspectorSession, type InspectorEntry } from "./useInspectorSession.ts";
import { useInspectorWords } from "../words.ts";

interface InspectPageProps {
  readonly api: Api;
  readonly presentation: string;
}

/** The inspector of one presentation as a page: the stage above, the panels below. */
export function InspectPage({ api, presentation }: InspectPageProps) {
  const entry = useInspectorSession(api, presentation);
  const index = useIndex(api, presentation);
  const ready = useInspectorWords();
  if (!ready) return undefined;
  if (entry.kind === "failed") return <Failed code={entry.code} />;
  if (entry.kind === "opening" || index === undefined) return <Waiting />;
  return <Opened entry={entry} index={index} />;
}

function useIndex(api: Api, presentation: string): ProjectIndex | undefined {
  const [index, setIndex] = useState<ProjectIndex>();
  useEffect(() => {
    let gone = false;
    const load = async () => {
      const { project } = await api.presentation(presentation);
      const loaded = indexProject(await api.project(project));
      if (!gone) setIndex(loaded);
    };
    load().catch((error: unknown) => {
      // The connection to the room fails for the same reason and shows the error.
      if (!(error instanceof ApiError)) throw error;
    });
    return () => {
      gone = true;
    };
  }, [api, presentation]);
  return index;
}

interface OpenedProps {
  readonly entry: Extract<InspectorEntry, { readonly kind: "open" }>;
  readonly index: ProjectIndex;
}

function Opened({ entry, index }: OpenedProps) {
  const { t } = useTranslation("inspector");
  const replica = useStore(entry.tap.replica);
  if (replica === undefined) return <Waiting />;
  return (
    <main aria-label={t("title")} className="flex h-dvh flex-col">
      <Inspector
        doc={replica.doc}
        awareness={replica.awareness}
        events={entry.tap.events}
        connection={{ state: entry.connection, wire: entry.tap.wire }}
        faults={entry.tap.faults}
        reader={presentationReader}
        room={entry.room}
        renderStage={(doc, moment) => <Miniatures doc={doc} moment={moment} index={index} />}
      />
    </main>
  );
}

function Waiting() {
  const { t } = useTranslation("inspector");
  return (
    <main data-theme="dark" aria-busy="true" className="min-h-dvh bg-ground p-6 text-sm text-ink-2">
      {t("waiting")}
    </main>
  );
}

function Failed({ code }: { readonly code: string }) {
  const { t } = useTranslation("inspector");
  return (
    <main data-theme="dark" className="min-h-dvh bg-ground p-6 text-ink">
      <p role="alert" className="text-md">
        {t("page.failed", { code })}
      </p>
    </main>
  );
}
