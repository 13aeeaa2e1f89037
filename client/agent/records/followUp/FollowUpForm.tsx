import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FollowUp } from "../../../../schema/protocol/followUp.ts";
import { deviceStorage } from "../../../base/storage.ts";
import type { Api } from "../../../session/api.ts";
import { Button } from "../../../ui/Button.tsx";
import { TextField } from "../../parts/TextField.tsx";
import { useErrorWords } from "../../parts/useErrorWords.ts";
import { rememberContact } from "./agentContact.ts";
import { changeOfFields, fieldsOf, type FollowUpFields } from "./followUpForm.ts";

interface FollowUpFormProps {
  readonly api: Pick<Api, "changeFollowUp">;
  readonly presentation: string;
  readonly followUp: FollowUp;
}

type Saving = "no" | "busy" | "done";

/** The form of the next appointment and the agent's contact; both are in the recap. */
export function FollowUpForm({ api, presentation, followUp }: FollowUpFormProps) {
  const { t } = useTranslation("agent");
  const errorWords = useErrorWords();
  const [fields, setFields] = useState(() => fieldsOf(followUp));
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const [saving, setSaving] = useState<Saving>("no");
  const [error, setError] = useState<unknown>();
  const change = (name: keyof FollowUpFields) => (value: string) => {
    setFields((before) => ({ ...before, [name]: value }));
    setSaving("no");
  };
  const save = async () => {
    const wanted = changeOfFields(fields);
    setWrong(wanted.ok ? [] : wanted.problem);
    if (!wanted.ok || saving === "busy") return;
    setSaving("busy");
    setError(undefined);
    try {
      await api.changeFollowUp(presentation, wanted.value);
      rememberContact(deviceStorage, wanted.value.contact ?? {});
      setSaving("done");
    } catch (failure) {
      setError(failure);
      setSaving("no");
    }
  };
  return (
    <form
      noValidate
      className="flex flex-col gap-4 border-t border-line pt-4"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void save();
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          type="datetime-local"
          label={t("followUp.at")}
          note={t("invite.optional")}
          value={fields.at}
          onChange={change("at")}
        />
        <TextField
          label={t("followUp.place")}
          note={t("invite.optional")}
          value={fields.place}
          onChange={change("place")}
          maxLength={200}
        />
        <TextField
          type="tel"
          label={t("followUp.phone")}
          note={t("invite.optional")}
          value={fields.phone}
          onChange={change("phone")}
          mistake={wrong.includes("phone") ? t("followUp.wrongPhone") : undefined}
          autoComplete="tel"
        />
        <TextField
          type="email"
          label={t("followUp.email")}
          note={t("invite.optional")}
          value={fields.email}
          onChange={change("email")}
          mistake={wrong.includes("email") ? t("followUp.wrongEmail") : undefined}
          autoComplete="email"
        />
      </div>
      {error !== undefined && (
        <p role="alert" className="text-sm text-danger">
          {errorWords(error)}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" busy={saving === "busy"} className="max-md:min-h-(--target)">
          {t("followUp.save")}
        </Button>
        <output className="text-sm text-ink-3">{saving === "done" && t("followUp.saved")}</output>
      </div>
    </form>
  );
}
