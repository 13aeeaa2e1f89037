import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PresentationsResponse } from "../../../schema/protocol/api.ts";
import type { Api } from "../../session/api.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog, DialogClose } from "../../ui/overlays/Dialog.tsx";
import { useFormat } from "../../ui/text/format.ts";
import { useErrorWords } from "../parts/useErrorWords.ts";
import { useLoaded } from "../parts/useLoaded.ts";
import { MoreRecords } from "./MoreRecords.tsx";
import { RecordRow } from "./RecordRow.tsx";

interface RecordsDialogProps {
  readonly api: Api;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** The agent's past presentations with their viewers, to export or erase. */
export function RecordsDialog({ api, open, onClose }: RecordsDialogProps) {
  const { t } = useTranslation("agent");
  return (
    <Dialog
      label={t("records.title")}
      open={open}
      onClose={onClose}
      className="relative flex w-[44rem] max-w-full flex-col p-6 sm:p-10"
    >
      <h2 className="pe-10 font-display text-2xl leading-tight">{t("records.title")}</h2>
      <p className="mt-2 mb-6 max-w-[32rem] text-sm text-ink-2">{t("records.lead")}</p>
      <Records api={api} />
      <DialogClose onPress={onClose} />
    </Dialog>
  );
}

const load = async (api: Api) => {
  const [first, { projects }] = await Promise.all([api.presentations(), api.projects()]);
  return { first, projects };
};

function Records({ api }: { readonly api: Api }) {
  const { t } = useTranslation("agent");
  const { t: common } = useTranslation("common");
  const format = useFormat();
  const errorWords = useErrorWords();
  const loaded = useLoaded(api, load);
  const [later, setLater] = useState<readonly PresentationsResponse[]>([]);
  const [ended, setEnded] = useState<ReadonlySet<string>>(new Set());
  const [erased, setErased] = useState<ReadonlySet<string>>(new Set());
  if (loaded.error !== undefined) {
    return (
      <div className="flex flex-col items-start gap-4">
        <p role="alert" className="text-sm text-danger">
          {errorWords(loaded.error)}
        </p>
        <Button onPress={loaded.retry}>{common("retry")}</Button>
      </div>
    );
  }
  if (loaded.value === undefined) return <div className="min-h-24" aria-busy="true" />;
  const { first, projects } = loaded.value;
  const presentations = [first, ...later].flatMap((page) => page.presentations);
  const kept = presentations.filter(({ id }) => !erased.has(id));
  const { next } = later.at(-1) ?? first;
  const firstOfPage = later.at(-1)?.presentations[0]?.id;
  const nameOf = (project: string) => {
    const known = projects.find(({ id }) => id === project);
    return known === undefined ? project : format.text(known.name);
  };
  return (
    <>
      <output className={kept.length === 0 ? "text-md text-ink-2" : "sr-only"}>
        {kept.length === 0 ? t("records.empty") : erased.size > 0 && t("records.erased")}
      </output>
      <ul>
        {kept.map((presentation) => (
          <RecordRow
            key={presentation.id}
            api={api}
            presentation={
              ended.has(presentation.id) ? { ...presentation, status: "ended" } : presentation
            }
            project={nameOf(presentation.project)}
            focused={presentation.id === firstOfPage}
            onEnded={() => setEnded((before) => new Set([...before, presentation.id]))}
            onErased={() => setErased((before) => new Set([...before, presentation.id]))}
          />
        ))}
      </ul>
      {next !== undefined && (
        <MoreRecords
          load={() => api.presentations(next)}
          onLoaded={(page) => setLater((before) => [...before, page])}
        />
      )}
    </>
  );
}
