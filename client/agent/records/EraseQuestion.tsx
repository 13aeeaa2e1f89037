import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "../../session/api.ts";
import { Button } from "../../ui/Button.tsx";
import { focusFirst } from "../parts/focusFirst.ts";
import { useErrorWords } from "../parts/useErrorWords.ts";

interface EraseQuestionProps {
  readonly live: boolean;
  readonly erase: () => Promise<void>;
  readonly onErased: () => void;
  readonly onKeep: () => void;
}

/** Asks once, in the place of the buttons that led here. */
export function EraseQuestion({ live, erase, onErased, onKeep }: EraseQuestionProps) {
  const { t } = useTranslation("agent");
  const errorWords = useErrorWords();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const confirm = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await erase();
      onErased();
    } catch (failure) {
      // Already erased, by another page or by this call before its answer was lost.
      if (failure instanceof ApiError && failure.code === "unknown") onErased();
      else setError(failure);
      setBusy(false);
    }
  };
  return (
    <fieldset aria-label={t("records.erase")} className="rounded-sm bg-recess p-4">
      <p className="max-w-[34rem] text-sm">{t(live ? "records.askLive" : "records.ask")}</p>
      {error !== undefined && (
        <p role="alert" className="mt-2 text-sm text-danger">
          {errorWords(error)}
        </p>
      )}
      <div ref={focusFirst} className="mt-3 flex flex-wrap gap-3">
        <Button className="max-md:min-h-(--target)" onPress={onKeep}>
          {t("records.keep")}
        </Button>
        <Button
          variant="danger"
          busy={busy}
          className="max-md:min-h-(--target)"
          onPress={() => void confirm()}
        >
          {t("records.eraseConfirm")}
        </Button>
      </div>
    </fieldset>
  );
}
