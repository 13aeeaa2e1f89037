import { Suspense, useCallback, useState, type ReactNode } from "react";
import type { ListApi } from "../../session/listApi.ts";
import { loadedPart } from "../../ui/loadedPart.tsx";
import { Part } from "../../ui/Part.tsx";
import { useStore } from "../../base/react/useStore.ts";
import type { Desk } from "../desk/desk.ts";
import { useLoaded } from "../parts/useLoaded.ts";
import { addListWords } from "./addListWords.ts";
import { ListContext } from "./listContext.ts";

/** Few agents ever update a list, so its dialog and words are loaded when it is first opened. */
const ListDialog = loadedPart(async () => {
  const [dialog] = await Promise.all([import("./ListDialog.tsx"), addListWords()]);
  return dialog.ListDialog;
});

interface ListHostProps {
  readonly api: ListApi;
  readonly desk: Desk;
  readonly children: ReactNode;
}

/** Offers the desk inside it to update the development's list, where the agent may. */
export function ListHost({ api, desk, children }: ListHostProps) {
  const mayEdit = useLoaded(api, (calls) => calls.mayEdit()).value === true;
  const { project } = useStore(desk.index);
  const [open, setOpen] = useState(false);
  const [opened, setOpened] = useState(false);
  const openDialog = useCallback(() => {
    setOpen(true);
    setOpened(true);
  }, []);
  const close = () => setOpen(false);
  return (
    <ListContext value={mayEdit ? openDialog : undefined}>
      {children}
      {opened && (
        <Part look="over" resetKey={open} onClose={close}>
          <Suspense>
            <ListDialog api={api} project={project} open={open} onClose={close} />
          </Suspense>
        </Part>
      )}
    </ListContext>
  );
}
