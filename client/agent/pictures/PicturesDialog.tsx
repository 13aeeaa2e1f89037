import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import { ApiError } from "../../session/api.ts";
import type { PictureApi } from "../../session/pictureApi.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog, DialogClose } from "../../ui/overlays/Dialog.tsx";
import { DropFiles } from "../parts/DropFiles.tsx";
import { useErrorWords } from "../parts/useErrorWords.ts";
import { ExportButton } from "./ExportButton.tsx";
import { PictureRow } from "./PictureRow.tsx";
import { usePictures, type FailedFile, type Pictures } from "./usePictures.ts";

const ACCEPT = "image/jpeg,image/png,image/webp,image/avif,image/svg+xml";

/** Loaded when an outline is first drawn. */
const OutlineEditor = lazy(async () => {
  const { OutlineEditor: editor } = await import("./OutlineEditor.tsx");
  return { default: editor };
});

export interface PicturesDialogProps {
  readonly api: PictureApi;
  readonly index: ProjectIndex;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** A development's pictures: add, place, outline, delete. */
export function PicturesDialog({ open, onClose, ...props }: PicturesDialogProps) {
  const { t } = useTranslation("pictures");
  return (
    <Dialog
      label={t("title")}
      open={open}
      onClose={onClose}
      className="relative flex w-[64rem] max-w-full flex-col p-6 pb-0 sm:p-10 sm:pb-0"
    >
      <Content {...props} />
      <DialogClose onPress={onClose} />
    </Dialog>
  );
}

function Content({ api, index }: Omit<PicturesDialogProps, "open" | "onClose">) {
  const { t } = useTranslation("pictures");
  const pictures = usePictures(api, index.project.id);
  const [drawn, setDrawn] = useState<string>();
  const outlined = pictures.pictures?.find(({ file }) => file === drawn);
  if (outlined !== undefined) {
    return (
      <Suspense fallback={<div className="min-h-96" aria-busy="true" />}>
        <OutlineEditor
          picture={outlined}
          index={index}
          failure={pictures.failure}
          onSave={(place) => pictures.place(outlined.file, place)}
          onBack={() => setDrawn(undefined)}
        />
      </Suspense>
    );
  }
  return (
    <>
      <h2 className="mb-6 pe-10 font-display text-2xl leading-tight">{t("title")}</h2>
      <div className="flex flex-col gap-6 pb-6 sm:pb-10">
        <p className="max-w-[40rem] text-md text-ink-2">{t("lead")}</p>
        <DropFiles
          lead={t("drop")}
          formats={t("formats")}
          pick={t("pick")}
          accept={ACCEPT}
          multiple
          onChoose={pictures.add}
        />
        <Progress {...pictures} />
        <Failed {...pictures} />
        <Rows pictures={pictures} index={index} onDraw={setDrawn} />
        <ExportButton api={api} project={index.project.id} />
      </div>
    </>
  );
}

function Progress({ sending }: Pick<Pictures, "sending">) {
  const { t } = useTranslation("pictures");
  return (
    <output className="block text-sm text-ink-2">
      {sending !== undefined && (
        <>
          {t("sending", { done: sending.done, total: sending.total })}
          <progress
            className="mt-2 block h-1 w-full max-w-80 accent-ink"
            value={sending.done}
            max={sending.total}
            aria-hidden="true"
          />
        </>
      )}
    </output>
  );
}

function Failed({ failed, hideFailed }: Pick<Pictures, "failed" | "hideFailed">) {
  const { t } = useTranslation("pictures");
  if (failed.length === 0) return null;
  return (
    <section role="alert" className="flex flex-col gap-2 border-s-2 border-danger ps-4 text-sm">
      <div className="flex items-center justify-between gap-4">
        <h3 className="font-medium text-danger">{t("failedTitle")}</h3>
        <Button className="max-md:min-h-(--target)" onPress={hideFailed}>
          {t("hide")}
        </Button>
      </div>
      {/* Scrollable by keyboard too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- A scrollable element must be focusable. */}
      <ul tabIndex={0} className="flex max-h-60 flex-col gap-1 overflow-y-auto">
        {failed.map((file, at) => (
          <li key={at} className="[overflow-wrap:anywhere]">
            <FailedLine {...file} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function FailedLine({ name, reason }: FailedFile) {
  const { t } = useTranslation("pictures");
  const errorWords = useErrorWords();
  if (reason.kind === "too_large") return t("tooLarge", { name });
  const { error } = reason;
  const fault = error instanceof ApiError ? error.fault : undefined;
  if (fault !== undefined) return t(`fault.${fault}`, { name });
  return `${t("failed", { name })}. ${errorWords(error)}`;
}

interface RowsProps {
  readonly pictures: Pictures;
  readonly index: ProjectIndex;
  readonly onDraw: (file: string) => void;
}

function Rows({ pictures: kept, index, onDraw }: RowsProps) {
  const { t } = useTranslation(["pictures", "common"]);
  const errorWords = useErrorWords();
  const { pictures, failure, loadError } = kept;
  const error = failure ?? loadError;
  return (
    <>
      {error !== undefined && (
        <p role="alert" className="text-sm text-danger">
          {errorWords(error)}
        </p>
      )}
      {loadError !== undefined && (
        <Button className="self-start" onPress={kept.reload}>
          {t("common:retry")}
        </Button>
      )}
      {pictures === undefined && loadError === undefined && (
        <output className="min-h-24 text-md text-ink-2">{t("loading")}</output>
      )}
      {pictures?.length === 0 && <p className="py-4 text-md text-ink-2">{t("empty")}</p>}
      {pictures !== undefined && pictures.length > 0 && (
        <ul className="border-t border-line">
          {pictures.map((picture) => (
            <PictureRow
              key={picture.file}
              picture={picture}
              index={index}
              onPlace={(place) => void kept.place(picture.file, place)}
              onDraw={() => onDraw(picture.file)}
              onDelete={() => kept.remove(picture.file)}
            />
          ))}
        </ul>
      )}
    </>
  );
}
