import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ListResponse } from "../../../schema/protocol/api.ts";
import type { Project } from "../../../schema/catalogue/catalogue.ts";
import type { ListMapping } from "../../../schema/list/mapping.ts";
import type { ListProblem } from "../../../schema/list/problems.ts";
import type { ListSummary } from "../../../schema/list/summary.ts";
import { ApiError } from "../../session/api.ts";
import type { ListApi, ListOptions } from "../../session/listApi.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog, DialogClose } from "../../ui/overlays/Dialog.tsx";
import { useErrorWords } from "../parts/useErrorWords.ts";
import { useLoaded } from "../parts/useLoaded.ts";
import { SummaryLine } from "./review/Changes.tsx";
import { ChooseFile } from "./ChooseFile.tsx";
import { ProblemList } from "./review/ProblemList.tsx";
import { Review } from "./review/Review.tsx";
import { Revisions } from "./Revisions.tsx";

type Step =
  | { readonly kind: "choose" }
  | { readonly kind: "reading"; readonly file: File }
  | { readonly kind: "refused"; readonly problems: readonly ListProblem[]; readonly error: unknown }
  | { readonly kind: "review"; readonly file: File; readonly answer: ListResponse }
  | { readonly kind: "applied"; readonly summary: ListSummary };

export interface ListDialogProps {
  readonly api: ListApi;
  readonly project: Project;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Updates a development's list from a spreadsheet: choose a file, review the changes, apply, undo. */
export function ListDialog({ open, onClose, ...props }: ListDialogProps) {
  const { t } = useTranslation("list");
  return (
    <Dialog
      label={t("title")}
      open={open}
      onClose={onClose}
      className="relative flex w-[60rem] max-w-full flex-col p-6 pb-0 sm:p-10 sm:pb-0"
    >
      <h2 className="mb-6 pe-10 font-display text-2xl leading-tight">{t("title")}</h2>
      <Steps {...props} />
      <DialogClose onPress={onClose} />
    </Dialog>
  );
}

function Steps({ api, project }: Omit<ListDialogProps, "open" | "onClose">) {
  const { id } = project;
  const { t } = useTranslation("list");
  const errorWords = useErrorWords();
  const [step, setStep] = useState<Step>({ kind: "choose" });
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setFailure(undefined);
    try {
      await work();
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  const read = async (file: File, mapping?: ListMapping) => {
    const options = { dryRun: true, ...(mapping !== undefined && { mapping }) };
    const answer = await api.putList(id, file, options);
    setStep({ kind: "review", file, answer });
  };
  const choose = (file: File) => {
    setStep({ kind: "reading", file });
    setFailure(undefined);
    read(file).catch((error: unknown) => {
      const problems = error instanceof ApiError ? error.problems : [];
      setStep({ kind: "refused", problems, error });
    });
  };
  const apply = (file: File, options: ListOptions) =>
    attempt(async () => {
      const summary = await api.putList(id, file, options);
      if (options.mapping !== undefined) await api.setListMapping(id, options.mapping);
      setStep({ kind: "applied", summary });
    });
  const undo = () =>
    attempt(async () => {
      setStep({ kind: "applied", summary: await api.undoList(id) });
    });
  const toChoose = () => setStep({ kind: "choose" });

  return (
    <div className="flex flex-col gap-6 pb-6 sm:pb-10">
      {failure !== undefined && (
        <p role="alert" className="text-sm text-danger">
          {failure instanceof ApiError && ["conflict", "stale"].includes(failure.code)
            ? t(`failure.${failure.code === "stale" ? "stale" : "conflict"}`)
            : errorWords(failure)}
        </p>
      )}
      {step.kind === "choose" && (
        <>
          <p className="max-w-[36rem] text-md text-ink-2">{t("lead")}</p>
          <ChooseFile onChoose={choose} />
          <FormerLists api={api} project={id} busy={busy} onUndo={() => void undo()} />
        </>
      )}
      {step.kind === "reading" && (
        <output className="min-h-24 text-md text-ink-2">
          {t("reading", { file: step.file.name })}
        </output>
      )}
      {step.kind === "refused" && (
        <div role="alert" className="flex flex-col items-start gap-4">
          <p className="text-md">
            {step.problems.length > 0 ? t("refused") : errorWords(step.error)}
          </p>
          {step.problems.length > 0 && <ProblemList problems={step.problems} />}
          <Button variant="primary" className="max-md:min-h-(--target)" onPress={toChoose}>
            {t("other")}
          </Button>
        </div>
      )}
      {step.kind === "review" && (
        <Review
          answer={step.answer}
          project={project}
          busy={busy}
          onMapping={(mapping) => void attempt(() => read(step.file, mapping))}
          onApply={(options) => void apply(step.file, options)}
          onOther={toChoose}
        />
      )}
      {step.kind === "applied" && (
        <div className="flex flex-col items-start gap-6">
          <output className="text-md text-ink-2">{t("applied")}</output>
          <SummaryLine summary={step.summary} />
          <FormerLists api={api} project={id} busy={busy} onUndo={() => void undo()} />
          <Button className="max-md:min-h-(--target)" onPress={toChoose}>
            {t("other")}
          </Button>
        </div>
      )}
    </div>
  );
}

interface FormerListsProps extends Pick<ListDialogProps, "api"> {
  readonly project: string;
  readonly busy: boolean;
  readonly onUndo: () => void;
}

function FormerLists({ api, project, busy, onUndo }: FormerListsProps) {
  const { t } = useTranslation("list");
  const loaded = useLoaded(api, (calls) => calls.listRevisions(project));
  if (loaded.value === undefined) return undefined;
  return (
    <section className="flex w-full flex-col gap-3">
      <h3 className="text-md font-medium">{t("revisions.title")}</h3>
      <Revisions revisions={loaded.value} busy={busy} onUndo={onUndo} />
    </section>
  );
}
