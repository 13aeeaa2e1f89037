import { Download } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { saveFile } from "../../base/saveFile.ts";
import type { PictureApi } from "../../session/pictureApi.ts";
import { Button } from "../../ui/Button.tsx";
import { useErrorWords } from "../parts/useErrorWords.ts";

interface ExportButtonProps {
  readonly api: PictureApi;
  readonly project: string;
}

/** Saves the development as a pack's folder. */
export function ExportButton({ api, project }: ExportButtonProps) {
  const { t } = useTranslation("pictures");
  const errorWords = useErrorWords();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const save = async () => {
    if (busy) return;
    setBusy(true);
    setFailure(undefined);
    try {
      saveFile(await api.exportPack(project), `${project}.zip`);
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      {/* Disabled it would lose the focus, and Escape would close nothing. */}
      <Button className="max-md:min-h-(--target)" aria-disabled={busy} onPress={() => void save()}>
        <Download size={14} strokeWidth={1.5} aria-hidden="true" />
        {t("export")}
      </Button>
      <span className="text-sm text-ink-2">{t("exportNote")}</span>
      {failure !== undefined && (
        <p role="alert" className="basis-full text-sm text-danger">
          {errorWords(failure)}
        </p>
      )}
    </div>
  );
}
