import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { currencyDigits } from "../../../schema/catalogue/currencies.ts";
import type { ListApi } from "../../session/listApi.ts";
import { Button } from "../../ui/Button.tsx";
import { TitledDialog } from "../parts/TitledDialog.tsx";
import { Segmented } from "../../ui/Segmented.tsx";
import { TextField } from "../parts/TextField.tsx";
import { useErrorWords } from "../parts/useErrorWords.ts";

export interface NewProjectDialogProps {
  readonly api: ListApi;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onAdded: (project: string) => void;
}

/** Adds a development by name and currency; its list and pictures follow later. */
export function NewProjectDialog({ open, onClose, ...form }: NewProjectDialogProps) {
  const { t } = useTranslation("list");
  return (
    <TitledDialog
      title={t("newProject.title")}
      lead={t("newProject.lead")}
      open={open}
      onClose={onClose}
      className="w-[30rem] gap-6 sm:p-8"
    >
      <NewProjectForm {...form} />
    </TitledDialog>
  );
}

function NewProjectForm({ api, onAdded }: Pick<NewProjectDialogProps, "api" | "onAdded">) {
  const { t } = useTranslation("list");
  const errorWords = useErrorWords();
  const [name, setName] = useState("");
  const [currency, setCurrency] = useState("");
  const [areaUnit, setAreaUnit] = useState<"m2" | "sqft">("m2");
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<unknown>();
  const code = currency.trim().toUpperCase();
  const isNamed = name.trim() !== "";
  const isCurrency = currencyDigits(code) !== undefined;
  const add = async () => {
    setTried(true);
    if (busy || !isNamed || !isCurrency) return;
    setBusy(true);
    setError(undefined);
    try {
      const { id } = await api.addProject({ name: name.trim(), currency: code, areaUnit });
      onAdded(id);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className="flex flex-col gap-5"
      noValidate
      onSubmit={(submitted: FormEvent) => {
        submitted.preventDefault();
        void add();
      }}
    >
      <TextField
        label={t("newProject.name")}
        value={name}
        onChange={setName}
        maxLength={80}
        mistake={tried && !isNamed ? t("newProject.nameMissing") : undefined}
      />
      <TextField
        label={t("newProject.currency")}
        hint={t("newProject.currencyHint")}
        value={currency}
        onChange={setCurrency}
        maxLength={3}
        mistake={tried && !isCurrency ? t("newProject.currencyUnknown") : undefined}
      />
      <Segmented
        label={t("columns.areaUnit")}
        value={areaUnit}
        options={[
          { value: "m2", label: t("columns.m2") },
          { value: "sqft", label: t("columns.sqft") },
        ]}
        onChange={setAreaUnit}
        className="self-start"
      />
      {error !== undefined && (
        <p role="alert" className="text-sm text-danger">
          {errorWords(error)}
        </p>
      )}
      <Button
        type="submit"
        variant="primary"
        className="self-start max-md:min-h-(--target)"
        busy={busy}
      >
        {t("newProject.add")}
      </Button>
    </form>
  );
}
