import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DoorForm } from "../parts/DoorForm.tsx";
import type { SignIn } from "./signIn.ts";
import { TextField } from "../parts/TextField.tsx";
import { useErrorWords } from "../parts/useErrorWords.ts";

interface NameFormProps {
  readonly signIn: SignIn;
  readonly submit: string;
  readonly onDone?: () => void;
}

/** The form for the agent's name as buyers see it; may be left empty. */
export function NameForm({ signIn, submit, onDone }: NameFormProps) {
  const { t } = useTranslation("agent");
  const errorWords = useErrorWords();
  const [name, setName] = useState(signIn.rememberedName);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const rename = async () => {
    if (busy) return;
    setBusy(true);
    try {
      await signIn.rename(name);
      onDone?.();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <DoorForm submit={submit} busy={busy} onSubmit={() => void rename()}>
      <div className="w-full">
        <TextField
          label={t("signIn.name")}
          note={t("invite.optional")}
          hint={t("name.hint")}
          mistake={error === undefined ? undefined : errorWords(error)}
          value={name}
          onChange={(next) => {
            setName(next);
            setError(undefined);
          }}
          autoComplete="name"
          focused
          maxLength={80}
        />
      </div>
    </DoorForm>
  );
}
