import { useRef, useState, type DragEvent } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button.tsx";

interface ChooseFileProps {
  readonly onChoose: (file: File) => void;
}

const ACCEPT = ".csv,.tsv,.txt,.xlsx,.ods";

/** A field to drop or choose a list's file. */
export function ChooseFile({ onChoose }: ChooseFileProps) {
  const { t } = useTranslation("list");
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file !== undefined) onChoose(file);
  };
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={`flex flex-col items-start gap-3 rounded-md border border-dashed p-6 sm:p-8 ${over ? "border-ink bg-recess" : "border-control"}`}
    >
      <p className="text-md text-ink">{t("choose.drop")}</p>
      <p className="text-sm text-ink-3">{t("choose.formats")}</p>
      <Button
        variant="primary"
        className="max-md:min-h-(--target)"
        onPress={() => input.current?.click()}
      >
        {t("choose.pick")}
      </Button>
      <input
        ref={input}
        type="file"
        accept={ACCEPT}
        aria-label={t("choose.pick")}
        className="sr-only"
        tabIndex={-1}
        onChange={({ target }) => {
          const file = target.files?.[0];
          // Lets the same file be chosen again after it was changed.
          target.value = "";
          if (file !== undefined) onChoose(file);
        }}
      />
    </div>
  );
}
