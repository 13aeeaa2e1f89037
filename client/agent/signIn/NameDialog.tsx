import { useTranslation } from "react-i18next";
import { TitledDialog } from "../parts/TitledDialog.tsx";
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
    <TitledDialog
      title={t("name.setting")}
      lead={t("name.settingLead")}
      open={open}
      onClose={onClose}
      className="w-[30rem] gap-6 sm:p-8"
    >
      <NameForm signIn={signIn} submit={t("name.save")} onDone={onClose} />
    </TitledDialog>
  );
}
