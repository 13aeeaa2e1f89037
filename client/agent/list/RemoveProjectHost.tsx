import type { ReactNode } from "react";
import type { ProjectSummary } from "../../../schema/protocol/api.ts";
import type { ListApi } from "../../session/listApi.ts";
import { loadedPart } from "../../ui/parts/loadedPart.tsx";
import { LoadedDialog, useDialog } from "../parts/LoadedDialog.tsx";
import { addListWords } from "./addListWords.ts";
import { RemoveProjectContext } from "./listContext.ts";

const RemoveProjectDialog = loadedPart(async () => {
  const [dialog] = await Promise.all([import("./RemoveProjectDialog.tsx"), addListWords()]);
  return dialog.RemoveProjectDialog;
});

interface RemoveProjectHostProps {
  readonly api: ListApi;
  /** `undefined`: not a development that this agent may remove. */
  readonly project: ProjectSummary | undefined;
  readonly onRemoved: () => void;
  readonly children: ReactNode;
}

/** Lets the desk inside it remove its development, if it was added here. */
export function RemoveProjectHost({ api, project, onRemoved, children }: RemoveProjectHostProps) {
  const dialog = useDialog();
  const removed = () => {
    dialog.close();
    onRemoved();
  };
  if (project === undefined) return children;
  return (
    <RemoveProjectContext value={dialog.open}>
      {children}
      <LoadedDialog state={dialog}>
        <RemoveProjectDialog
          api={api}
          project={project}
          open={dialog.isOpen}
          onClose={dialog.close}
          onRemoved={removed}
        />
      </LoadedDialog>
    </RemoveProjectContext>
  );
}
