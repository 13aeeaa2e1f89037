import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../../../ui/overlays/Dialog.tsx";
import { IconButton } from "../../../ui/IconButton.tsx";
import { RecapPanel, type RecapPanelProps } from "./RecapPanel.tsx";

interface RecapDialogProps {
  readonly api: RecapPanelProps["api"];
  /** `undefined`: closed. */
  readonly presentation: string | undefined;
  readonly project: string;
  readonly onClose: () => void;
}

/** Dialog after a presentation: sends the recap to the buyer with one press. */
export function RecapDialog({ api, presentation, project, onClose }: RecapDialogProps) {
  const { t } = useTranslation("agent");
  const { t: common } = useTranslation("common");
  return (
    <Dialog
      label={t("recap.send")}
      open={presentation !== undefined}
      onClose={onClose}
      className="relative flex w-[32rem] max-w-full flex-col gap-5 p-6 sm:p-10"
    >
      <div className="pe-8">
        <h2 className="font-display text-2xl leading-tight">{t("recap.send")}</h2>
        <p className="mt-2 text-sm text-ink-2">{t("recap.lead")}</p>
      </div>
      {presentation !== undefined && (
        <RecapPanel api={api} presentation={presentation} project={project} onWithdrawn={onClose} />
      )}
      <div className="absolute end-3 top-3">
        <IconButton label={common("close")} onPress={onClose}>
          <X aria-hidden="true" className="size-4.5" strokeWidth={1.5} />
        </IconButton>
      </div>
    </Dialog>
  );
}
