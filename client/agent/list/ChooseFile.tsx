import { useTranslation } from "react-i18next";
import { DropFiles } from "../parts/DropFiles.tsx";

interface ChooseFileProps {
  readonly onChoose: (file: File) => void;
}

/** A field to drop or choose a list's file. Of several dropped files, the first is used. */
export function ChooseFile({ onChoose }: ChooseFileProps) {
  const { t } = useTranslation("list");
  return (
    <DropFiles
      lead={t("choose.drop")}
      formats={t("choose.formats")}
      pick={t("choose.pick")}
      accept=".csv,.tsv,.txt,.xlsx,.ods"
      className="sm:p-8"
      onChoose={([file]) => {
        if (file !== undefined) onChoose(file);
      }}
    />
  );
}
