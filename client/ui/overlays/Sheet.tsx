import type { ReactNode } from "react";
import { Dialog as AriaDialog, Modal, ModalOverlay } from "react-aria-components";

export interface SheetProps {
  readonly label: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A sheet that rises from the phone's lower edge over a scrim, to nine tenths at most; in landscape a panel at the end. */
export function Sheet({ label, open, onClose, children, className = "" }: SheetProps) {
  return (
    <ModalOverlay
      isOpen={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
      isDismissable
      className="fixed inset-0 z-(--z-dialog) flex items-end bg-scrim sm:landscape:items-stretch sm:landscape:justify-end data-entering:[animation:appear_var(--motion-panel)]"
    >
      <Modal className="max-h-[90%] w-full overflow-auto rounded-t-sheet bg-paper shadow-sheet data-entering:[animation:rise_var(--motion-panel)_var(--ease-out)] sm:landscape:max-h-none sm:landscape:w-88 sm:landscape:rounded-none sm:landscape:data-entering:[animation:appear_var(--motion-panel)] motion-reduce:data-entering:[animation:none]">
        <AriaDialog
          aria-label={label}
          className={`px-[max(min(1.25rem,6vw),env(safe-area-inset-left),env(safe-area-inset-right))] pt-3 pb-[max(1.25rem,env(safe-area-inset-bottom))] outline-none ${className}`}
        >
          <SheetHandle />
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The grab handle. */
function SheetHandle() {
  return (
    <span
      aria-hidden="true"
      className="mx-auto mb-3 block h-1 w-9 rounded-pill bg-line-strong sm:landscape:hidden"
    />
  );
}
