import { useTranslation } from "react-i18next";
import { DoorPage } from "./EntryPage.tsx";
import { NameForm } from "./NameForm.tsx";
import type { SignIn } from "./signIn.ts";

/** Before the developments, for who came by the sign-in link and was never asked. */
export function NamePage({ signIn }: { readonly signIn: SignIn }) {
  const { t } = useTranslation("agent");
  return (
    <DoorPage title={t("name.title")} lead={t("name.lead")}>
      <NameForm signIn={signIn} submit={t("name.continue")} />
    </DoorPage>
  );
}
