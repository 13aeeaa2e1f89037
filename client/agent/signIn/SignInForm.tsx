import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { askUntilAnswered, isLost } from "../../session/askAgain.ts";
import { DoorForm } from "../parts/DoorForm.tsx";
import type { SignIn } from "./signIn.ts";
import { TextField } from "../parts/TextField.tsx";
import { useErrorWords } from "../parts/useErrorWords.ts";

interface SignInFormProps {
  readonly signIn: SignIn;
  /** The error of a rejected key from the address bar. */
  readonly refused?: unknown;
}

/** The sign-in form. It retries while there is no network; changing the key or the name cancels the attempt. */
export function SignInForm({ signIn, refused }: SignInFormProps) {
  const { t } = useTranslation("agent");
  const errorWords = useErrorWords();
  const [key, setKey] = useState("");
  const [name, setName] = useState(signIn.rememberedName);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(refused);
  const attempts = useRef(0);
  const cancel = () => {
    attempts.current += 1;
    setBusy(false);
    setError(undefined);
  };
  useEffect(
    () => () => {
      attempts.current += 1;
    },
    [],
  );
  const submit = async () => {
    if (busy || key.trim() === "") return;
    const own = (attempts.current += 1);
    const isOver = () => attempts.current !== own;
    setBusy(true);
    try {
      await askUntilAnswered(() => signIn.signIn(key.trim(), name), setError, isOver);
    } catch (failure) {
      if (!isOver()) setError(failure);
    } finally {
      if (!isOver()) setBusy(false);
    }
  };
  const mistake = () => {
    if (error === undefined) return undefined;
    return isLost(error) ? t("signIn.offline") : errorWords(error);
  };
  return (
    <DoorForm submit={t("signIn.submit")} busy={busy} onSubmit={() => void submit()}>
      <div className="w-full">
        <TextField
          label={t("signIn.key")}
          hint={t("signIn.keyHint")}
          mistake={mistake()}
          value={key}
          onChange={(next) => {
            setKey(next);
            cancel();
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
          onChange={(next) => {
            setName(next);
            if (busy) cancel();
          }}
          autoComplete="name"
          maxLength={80}
        />
      </div>
    </DoorForm>
  );
}
