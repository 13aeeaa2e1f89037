import { Suspense, useCallback, useState, type ReactNode } from "react";
import { Part } from "../../ui/parts/Part.tsx";

/** Whether a dialog is open, and the functions that open and close it. */
export interface DialogState {
  readonly isOpen: boolean;
  /** Whether it was ever opened: from then on its code stays loaded. */
  readonly wasOpened: boolean;
  readonly open: () => void;
  readonly close: () => void;
}

export function useDialog(): DialogState {
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setOpened] = useState(false);
  const open = useCallback(() => {
    setOpen(true);
    setOpened(true);
  }, []);
  const close = useCallback(() => setOpen(false), []);
  return { isOpen, wasOpened, open, close };
}

interface LoadedDialogProps {
  readonly state: DialogState;
  /** A dialog of `loadedPart`. */
  readonly children: ReactNode;
}

/** A dialog whose code is loaded when it is first opened, and which may fail without the page around it. */
export function LoadedDialog({ state, children }: LoadedDialogProps) {
  if (!state.wasOpened) return undefined;
  return (
    <Part look="over" resetKey={state.isOpen} onClose={state.close}>
      <Suspense>{children}</Suspense>
    </Part>
  );
}
