import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { ReplayView } from "./ReplayView.tsx";
import type { ReplayViewProps } from "./types.ts";
import { useBackCloses } from "./useBackCloses.ts";
import "../ui/styles/styles.css";

type ReplayDialogProps = Omit<ReplayViewProps, "closeLabel">;

/** A replay over the page that it was opened from; Escape and the phone's back button close it. */
export function ReplayDialog(props: ReplayDialogProps) {
  const { onClose } = props;
  const { t } = useTranslation("replay");
  useBackCloses(onClose);
  return (
    <ModalOverlay
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      className="fixed inset-0 z-(--z-dialog) bg-ground print:hidden data-entering:[animation:appear_var(--motion-panel)]"
    >
      <Modal className="h-full">
        <Dialog aria-label={t("title")} className="h-full outline-none">
          <ReplayView {...props} closeLabel={t("close")} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
