import { Suspense, useCallback, useState, type ReactNode } from "react";
import type { ListApi } from "../../session/listApi.ts";
import { loadedPart } from "../../ui/loadedPart.tsx";
import { Part } from "../../ui/Part.tsx";
import { useLoaded } from "../parts/useLoaded.ts";
import { addListWords } from "./addListWords.ts";
import { NewProjectContext } from "./newProjectContext.ts";

const NewProjectDialog = loadedPart(async () => {
  const [dialog] = await Promise.all([import("./NewProjectDialog.tsx"), addListWords()]);
  return dialog.NewProjectDialog;
});

interface NewProjectHostProps {
  readonly api: ListApi;
  readonly onAdded: (project: string) => void;
  readonly children: ReactNode;
}

/** Offers the pages inside it to add a development, where the agent may. */
export function NewProjectHost({ api, onAdded, children }: NewProjectHostProps) {
  const mayEdit = useLoaded(api, (calls) => calls.mayEdit()).value === true;
  const [open, setOpen] = useState(false);
  const [opened, setOpened] = useState(false);
  const openDialog = useCallback(() => {
    setOpen(true);
    setOpened(true);
  }, []);
  const close = () => setOpen(false);
  const added = (project: string) => {
    close();
    onAdded(project);
  };
  return (
    <NewProjectContext value={mayEdit ? openDialog : undefined}>
      {children}
      {opened && (
        <Part look="over" resetKey={open} onClose={close}>
          <Suspense>
            <NewProjectDialog api={api} open={open} onClose={close} onAdded={added} />
          </Suspense>
        </Part>
      )}
    </NewProjectContext>
  );
}
