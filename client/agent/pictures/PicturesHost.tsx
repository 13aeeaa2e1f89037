import { use, type ReactNode } from "react";
import { getI18n } from "react-i18next";
import type { PictureApi } from "../../session/pictureApi.ts";
import { addWords } from "../../ui/text/i18n.ts";
import { loadedPart } from "../../ui/parts/loadedPart.tsx";
import { useStore } from "../../base/react/useStore.ts";
import type { Desk } from "../desk/desk.ts";
import { EditorContext, PicturesContext } from "../list/listContext.ts";
import { LoadedDialog, useDialog } from "../parts/LoadedDialog.tsx";

/** Loaded when first opened, because few agents add pictures. */
const PicturesDialog = loadedPart(async () => {
  const [dialog, words] = await Promise.all([
    import("./PicturesDialog.tsx"),
    import("../../ui/locales/en/pictures.json"),
  ]);
  await addWords(getI18n(), "pictures", words.default);
  return dialog.PicturesDialog;
});

interface PicturesHostProps {
  readonly api: PictureApi;
  readonly desk: Desk;
  readonly children: ReactNode;
}

/** Lets the desk inside it edit the development's pictures, if the agent may. */
export function PicturesHost({ api, desk, children }: PicturesHostProps) {
  const mayEdit = use(EditorContext);
  const index = useStore(desk.index);
  const dialog = useDialog();
  return (
    <PicturesContext value={mayEdit ? dialog.open : undefined}>
      {children}
      <LoadedDialog state={dialog}>
        <PicturesDialog api={api} index={index} open={dialog.isOpen} onClose={dialog.close} />
      </LoadedDialog>
    </PicturesContext>
  );
}
