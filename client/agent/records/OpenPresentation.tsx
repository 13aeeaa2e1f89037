import { use, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PresentationResponse } from "../../../schema/protocol/api.ts";
import type { Api } from "../../session/api.ts";
import { ApiError } from "../../session/api.ts";
import { Button } from "../../ui/Button.tsx";
import { AskDeskContext } from "../deskWish.ts";
import { focusFirst } from "../parts/focusFirst.ts";
import { useErrorWords } from "../parts/useErrorWords.ts";

interface OpenPresentationProps {
  readonly api: Pick<Api, "end">;
  readonly presentation: Pick<PresentationResponse, "id" | "project">;
  readonly onEnded: () => void;
}

/** Actions on an open presentation: return to it, or end it. */
export function OpenPresentation({ api, presentation, onEnded }: OpenPresentationProps) {
  const { t } = useTranslation("agent");
  const errorWords = useErrorWords();
  const askDesk = use(AskDeskContext);
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const { id, project } = presentation;
  const end = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await api.end(id);
      onEnded();
    } catch (failure) {
      if (failure instanceof ApiError && failure.code === "unknown") onEnded();
      else setError(failure);
      setBusy(false);
    }
  };
  if (!asking) {
    return (
      <div className="flex flex-wrap gap-3">
        <Button
          variant="primary"
          className="max-md:min-h-(--target)"
          onPress={() => askDesk({ kind: "return", project, id })}
        >
          {t("records.return")}
        </Button>
        <Button className="max-md:min-h-(--target)" onPress={() => setAsking(true)}>
          {t("records.end")}
        </Button>
      </div>
    );
  }
  return (
    <fieldset aria-label={t("bar.endTitle")} className="rounded-sm bg-recess p-4">
      <p className="max-w-[34rem] text-sm">{t("bar.endLead")}</p>
      {error !== undefined && (
        <p role="alert" className="mt-2 text-sm text-danger">
          {errorWords(error)}
        </p>
      )}
      <div ref={focusFirst} className="mt-3 flex flex-wrap gap-3">
        <Button className="max-md:min-h-(--target)" onPress={() => setAsking(false)}>
          {t("records.keepOpen")}
        </Button>
        <Button
          variant="danger"
          busy={busy}
          className="max-md:min-h-(--target)"
          onPress={() => void end()}
        >
          {t("bar.endConfirm")}
        </Button>
      </div>
    </fieldset>
  );
}
