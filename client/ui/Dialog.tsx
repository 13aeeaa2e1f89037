import type { ReactNode } from "react";
import { Dialog as AriaDialog, Modal, ModalOverlay } from "react-aria-components";

export interface DialogProps {
  /** Read out when it opens; show the title yourself. */
  readonly label: string;
  readonly open: boolean;
  /** Called when it wants to close: Esc or a press on the scrim. Focus returns by itself. */
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** `alertdialog` interrupts and is not closed by a press beside it. */
  readonly role?: "dialog" | "alertdialog";
  /** Width and inner spacing. */
  readonly className?: string;
}

/** A dialog in the middle of the desk, over a navy scrim. */
export function Dialog({
  label,
  open,
  onClose,
  children,
  role = "dialog",
  className = "",
}: DialogProps) {
  return (
    <ModalOverlay
      isOpen={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
      isDismissable={role === "dialog"}
      className="fixed inset-0 z-(--z-dialog) flex items-center justify-center bg-scrim p-4 data-entering:[animation:appear_var(--motion-panel)]"
    >
      <Modal className="max-h-full overflow-auto rounded-md bg-ground shadow-dialog">
        <AriaDialog aria-label={label} role={role} className={`outline-none ${className}`}>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
