import { useState } from "react";
import { Label, TextArea, TextField } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { MAX_NOTES_LENGTH } from "../../../../schema/protocol/followUp.ts";
import type { Api } from "../../../session/api.ts";
import { Button } from "../../../ui/Button.tsx";
import { useErrorWords } from "../../parts/useErrorWords.ts";

interface NotesProps {
  readonly api: Pick<Api, "changeFollowUp">;
  readonly presentation: string;
  readonly notes: string;
}

/** The agent's own notes on a presentation. */
export function Notes({ api, presentation, notes }: NotesProps) {
  const { t } = useTranslation("agent");
  const errorWords = useErrorWords();
  const [text, setText] = useState(notes);
  const [kept, setKept] = useState(notes);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const isKept = text === kept;
  const save = async () => {
    if (busy || isKept) return;
    setBusy(true);
    setError(undefined);
    try {
      await api.changeFollowUp(presentation, { notes: text });
      setKept(text);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="flex flex-col gap-2">
      <TextField
        value={text}
        onChange={setText}
        maxLength={MAX_NOTES_LENGTH}
        onBlur={() => void save()}
      >
        <Label className="text-sm text-ink">{t("notes.title")}</Label>{" "}
        <span className="text-sm text-ink-3">{t("notes.hint")}</span>
        <TextArea
          rows={3}
          className="mt-2 block w-full rounded-sm border border-control bg-ground px-3 py-2 text-lg text-ink md:text-md"
        />
      </TextField>
      {error !== undefined && (
        <p role="alert" className="text-sm text-danger">
          {errorWords(error)}
        </p>
      )}
      <div className="flex items-center gap-3">
        <Button busy={busy} className="max-md:min-h-(--target)" onPress={() => void save()}>
          {t("notes.save")}
        </Button>
        <output className="text-sm text-ink-3">
          {isKept && kept !== notes && t("notes.saved")}
        </output>
      </div>
    </div>
  );
}
