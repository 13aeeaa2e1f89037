import { useRef, useState, type DragEvent } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button.tsx";

interface DropPicturesProps {
  readonly onChoose: (files: readonly File[]) => void;
}

const ACCEPT = "image/jpeg,image/png,image/webp,image/avif,image/svg+xml";

/** A field to drop or choose pictures, several at once. */
export function DropPictures({ onChoose }: DropPicturesProps) {
  const { t } = useTranslation("pictures");
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const choose = (files: FileList | null) => {
    const chosen = [...(files ?? [])];
    if (chosen.length > 0) onChoose(chosen);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    choose(event.dataTransfer.files);
  };
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={`flex flex-col items-start gap-3 rounded-md border border-dashed p-6 ${over ? "border-ink bg-recess" : "border-control"}`}
    >
      <p className="text-md text-ink">{t("drop")}</p>
      <p className="text-sm text-ink-3">{t("formats")}</p>
      <Button
        variant="primary"
        className="max-md:min-h-(--target)"
        onPress={() => input.current?.click()}
      >
        {t("pick")}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        accept={ACCEPT}
        aria-label={t("pick")}
        className="sr-only"
        tabIndex={-1}
        onChange={({ target }) => {
          choose(target.files);
          // Lets the same file be chosen again after it was changed.
          target.value = "";
        }}
      />
    </div>
  );
}
