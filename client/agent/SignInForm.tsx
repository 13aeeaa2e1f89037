import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DoorForm } from "./DoorForm.tsx";
import type { SignIn } from "./signIn.ts";
import { TextField } from "./TextField.tsx";
import { useErrorWords } from "./useErrorWords.ts";

interface SignInFormProps {
  readonly signIn: SignIn;
  /** A key out of the address bar that did not fit. */
  readonly refused?: unknown;
}

export function SignInForm({ signIn, refused }: SignInFormProps) {
  const { t } = useTranslation("agent");
  const errorWords = useErrorWords();
  const [key, setKey] = useState("");
  const [name, setName] = useState(signIn.rememberedName);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(refused);
  const submit = async () => {
    if (busy || key.trim() === "") return;
    setBusy(true);
    try {
      await signIn.signIn(key.trim(), name);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <DoorForm submit={t("signIn.submit")} busy={busy} onSubmit={() => void submit()}>
      <div className="w-full">
        <TextField
          label={t("signIn.key")}
          hint={t("signIn.keyHint")}
          mistake={error === undefined ? undefined : errorWords(error)}
          value={key}
          onChange={(next) => {
            setKey(next);
            setError(undefined);
          }}
          type="password"
          autoComplete="current-password"
          focused
          maxLength={512}
        />
      </div>
      <div className="w-full">
        <TextField
          label={t("signIn.name")}
          note={t("invite.optional")}
          value={name}
          onChange={setName}
          autoComplete="name"
          maxLength={80}
        />
      </div>
    </DoorForm>
  );
}
