import { useTranslation } from "react-i18next";
import type { ProjectSummary } from "../../../schema/protocol/api.ts";
import { ApiError } from "../../session/api.ts";
import type { ListApi } from "../../session/listApi.ts";
import { Button } from "../../ui/Button.tsx";
import { useFormat } from "../../ui/text/format.ts";
import { useFinalCall } from "../parts/FinalQuestion.tsx";
import { focusFirst } from "../parts/focusFirst.ts";
import { TitledDialog } from "../parts/TitledDialog.tsx";
import { useErrorWords } from "../parts/useErrorWords.ts";

export interface RemoveProjectDialogProps {
  readonly api: ListApi;
  readonly project: ProjectSummary;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}

/** Asks before a development is removed, and again while it is presented. */
export function RemoveProjectDialog({ open, onClose, ...question }: RemoveProjectDialogProps) {
  const { t } = useTranslation("list");
  const format = useFormat();
  return (
    <TitledDialog
      title={t("removeProject.title", { name: format.text(question.project.name) })}
      lead={t("removeProject.lead")}
      open={open}
      onClose={onClose}
      className="w-[30rem] gap-6 sm:p-8"
    >
      <Question {...question} onKeep={onClose} />
    </TitledDialog>
  );
}

interface QuestionProps extends Pick<RemoveProjectDialogProps, "api" | "project" | "onRemoved"> {
  readonly onKeep: () => void;
}

const isPresented = (error: unknown): boolean =>
  error instanceof ApiError && error.code === "presented";

function Question({ api, project, onRemoved, onKeep }: QuestionProps) {
  const { t } = useTranslation("list");
  const errorWords = useErrorWords();
  const { busy, error, tryToAct } = useFinalCall(
    (before) => api.removeProject(project.id, isPresented(before)),
    onRemoved,
  );
  return (
    <>
      {error !== undefined && (
        <p role="alert" className="text-sm text-danger">
          {isPresented(error) ? t("removeProject.presented") : errorWords(error)}
        </p>
      )}
      <div ref={focusFirst} className="flex flex-wrap gap-3">
        <Button className="max-md:min-h-(--target)" onPress={onKeep}>
          {t("removeProject.keep")}
        </Button>
        <Button
          variant="danger"
          busy={busy}
          className="max-md:min-h-(--target)"
          onPress={() => void tryToAct()}
        >
          {t(isPresented(error) ? "removeProject.endAndRemove" : "removeProject.remove")}
        </Button>
      </div>
    </>
  );
}
