import type { ReactNode } from "react";
import type { ListApi } from "../../session/listApi.ts";
import { loadedPart } from "../../ui/parts/loadedPart.tsx";
import { LoadedDialog, useDialog } from "../parts/LoadedDialog.tsx";
import { addListWords } from "./addListWords.ts";
import { EditorContext, NewProjectContext } from "./listContext.ts";

const NewProjectDialog = loadedPart(async () => {
  const [dialog] = await Promise.all([import("./NewProjectDialog.tsx"), addListWords()]);
  return dialog.NewProjectDialog;
});

interface NewProjectHostProps {
  readonly api: ListApi;
  readonly mayEdit: boolean;
  readonly onAdded: (project: string) => void;
  readonly children: ReactNode;
}

/** Lets the pages inside it add a development, if the agent may. */
export function NewProjectHost({ api, mayEdit, onAdded, children }: NewProjectHostProps) {
  const dialog = useDialog();
  const added = (project: string) => {
    dialog.close();
    onAdded(project);
  };
  return (
    <EditorContext value={mayEdit}>
      <NewProjectContext value={mayEdit ? dialog.open : undefined}>
        {children}
        <LoadedDialog state={dialog}>
          <NewProjectDialog api={api} open={dialog.isOpen} onClose={dialog.close} onAdded={added} />
        </LoadedDialog>
      </NewProjectContext>
    </EditorContext>
  );
}
