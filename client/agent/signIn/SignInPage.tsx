import { useTranslation } from "react-i18next";
import { DoorPage } from "../parts/EntryPage.tsx";
import type { SignIn } from "./signIn.ts";
import { SignInForm } from "./SignInForm.tsx";

export function SignInPage({ signIn, refused }: { signIn: SignIn; refused?: unknown }) {
  const { t } = useTranslation("agent");
  return (
    <DoorPage title={t("signIn.title")} lead={t("signIn.lead")}>
      <SignInForm signIn={signIn} refused={refused} />
    </DoorPage>
  );
}
