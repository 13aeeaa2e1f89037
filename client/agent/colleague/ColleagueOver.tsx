import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button.tsx";
import { EntryPage, EntryTitle } from "../parts/EntryPage.tsx";
import { mayPass, type ColleagueRefusal } from "./colleagueRefusal.ts";

interface ColleagueOverProps {
  readonly over: ColleagueRefusal | "left";
  /** The inviting agent's name, if known; empty: an agent without a name. */
  readonly presenter: string | undefined;
  /** Absent where nothing on this page leads back. */
  readonly onAgain: (() => Promise<void>) | undefined;
}

/** The page of a colleague who cannot present or has stopped: the reason and the next step. */
export function ColleagueOver({ over, presenter, onAgain }: ColleagueOverProps) {
  const { t } = useTranslation("agent");
  const { t: common } = useTranslation("common");
  const words =
    over === "withdrawn" && presenter !== undefined && presenter !== ""
      ? {
          title: t("colleagueDoor.withdrawnBy.title"),
          text: t("colleagueDoor.withdrawnBy.text", { presenter }),
        }
      : { title: t(`colleagueDoor.${over}.title`), text: t(`colleagueDoor.${over}.text`) };
  const again = over === "left" ? t("colleagueDoor.back") : common("retry");
  const mayTry = over === "left" || mayPass(over);
  return (
    <EntryPage className="items-start gap-4">
      <EntryTitle>{words.title}</EntryTitle>
      <p className="max-w-[34rem] text-lg text-ink-2">{words.text}</p>
      {mayTry && onAgain !== undefined && (
        <Button variant="primary" size="form" className="mt-4" onPress={() => void onAgain()}>
          {again}
        </Button>
      )}
    </EntryPage>
  );
}
