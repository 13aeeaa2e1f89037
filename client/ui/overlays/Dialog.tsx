import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog as AriaDialog, Modal, ModalOverlay } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { IconButton } from "../IconButton.tsx";

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

/** Closes a dialog, in the corner of its `relative` box. */
export function DialogClose({ onPress }: { readonly onPress: () => void }) {
  const { t } = useTranslation("common");
  return (
    <span className="absolute end-3 top-3">
      <IconButton label={t("close")} onPress={onPress}>
        <X aria-hidden="true" className="size-4.5" strokeWidth={1.5} />
      </IconButton>
    </span>
  );
}
