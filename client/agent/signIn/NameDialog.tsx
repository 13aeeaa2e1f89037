import { useTranslation } from "react-i18next";
import { Dialog, DialogClose } from "../../ui/Dialog.tsx";
import { NameForm } from "./NameForm.tsx";
import type { SignIn } from "./signIn.ts";

interface NameDialogProps {
  readonly signIn: SignIn;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Changes the agent's name, in a presentation that is open too. */
export function NameDialog({ signIn, open, onClose }: NameDialogProps) {
  const { t } = useTranslation("agent");
  return (
    <Dialog
      label={t("name.setting")}
      open={open}
      onClose={onClose}
      className="relative flex w-[30rem] max-w-full flex-col gap-6 p-6 sm:p-8"
    >
      <div className="pe-8">
        <h2 className="font-display text-2xl leading-tight">{t("name.setting")}</h2>
        <p className="mt-2 text-sm text-ink-2">{t("name.settingLead")}</p>
      </div>
      <NameForm signIn={signIn} submit={t("name.save")} onDone={onClose} />
      <DialogClose onPress={onClose} />
    </Dialog>
  );
}
