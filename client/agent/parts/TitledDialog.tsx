import type { ReactNode } from "react";
import { Dialog, DialogClose } from "../../ui/overlays/Dialog.tsx";

interface TitledDialogProps {
  readonly title: string;
  /** Its purpose, in a sentence below the title. */
  readonly lead: string;
  readonly open: boolean;
  readonly onClose: () => void;
  /** Width and inner spacing. */
  readonly className: string;
  readonly children: ReactNode;
}

/** A dialog with a title, a sentence and a cross in its corner. */
export function TitledDialog({
  title,
  lead,
  open,
  onClose,
  className,
  children,
}: TitledDialogProps) {
  return (
    <Dialog
      label={title}
      open={open}
      onClose={onClose}
      className={`relative flex max-w-full flex-col p-6 ${className}`}
    >
      <div className="pe-8">
        <h2 className="font-display text-2xl leading-tight">{title}</h2>
        <p className="mt-2 text-sm text-ink-2">{lead}</p>
      </div>
      {children}
      <DialogClose onPress={onClose} />
    </Dialog>
  );
}
