import { use, type ReactNode } from "react";
import type { ListApi } from "../../session/listApi.ts";
import { loadedPart } from "../../ui/parts/loadedPart.tsx";
import { useStore } from "../../base/react/useStore.ts";
import type { Desk } from "../desk/desk.ts";
import { LoadedDialog, useDialog } from "../parts/LoadedDialog.tsx";
import { addListWords } from "./addListWords.ts";
import { EditorContext, ListContext } from "./listContext.ts";

/** Loaded when first opened, because few agents update lists. */
const ListDialog = loadedPart(async () => {
  const [dialog] = await Promise.all([import("./ListDialog.tsx"), addListWords()]);
  return dialog.ListDialog;
});

interface ListHostProps {
  readonly api: ListApi;
  readonly desk: Desk;
  readonly children: ReactNode;
}

/** Lets the desk inside it update the development's list, if the agent may. */
export function ListHost({ api, desk, children }: ListHostProps) {
  const mayEdit = use(EditorContext);
  const { project } = useStore(desk.index);
  const dialog = useDialog();
  return (
    <ListContext value={mayEdit ? dialog.open : undefined}>
      {children}
      <LoadedDialog state={dialog}>
        <ListDialog api={api} project={project} open={dialog.isOpen} onClose={dialog.close} />
      </LoadedDialog>
    </ListContext>
  );
}
