import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button.tsx";
import { SettingsMenu } from "../SettingsMenu.tsx";
import { mayPass, type ColleagueRefusal } from "./refusal.ts";

interface ColleagueOverProps {
  readonly over: ColleagueRefusal | "left";
  /** Who invited, where it is known. */
  readonly presenter: string | undefined;
  /** Absent where nothing on this page leads back. */
  readonly onAgain: (() => Promise<void>) | undefined;
}

/** Why a colleague does not present, or not any more: kindly, with what to do about it. */
export function ColleagueOver({ over, presenter, onAgain }: ColleagueOverProps) {
  const { t } = useTranslation("agent");
  const { t: common } = useTranslation("common");
  const words =
    over === "withdrawn" && presenter !== undefined
      ? {
          title: t("colleagueDoor.withdrawnBy.title"),
          text: t("colleagueDoor.withdrawnBy.text", { presenter }),
        }
      : { title: t(`colleagueDoor.${over}.title`), text: t(`colleagueDoor.${over}.text`) };
  const again = over === "left" ? t("colleagueDoor.back") : common("retry");
  const mayTry = over === "left" || mayPass(over);
  return (
    <div className="flex min-h-dvh flex-col px-6 py-4 sm:px-8">
      <header className="flex items-center justify-between">
        <span className="text-sm text-ink-3">Offplan Live</span>
        <SettingsMenu />
      </header>
      <main className="mx-auto flex w-full max-w-[64rem] flex-1 flex-col items-start justify-center gap-4 pb-[8vh]">
        <h1 className="font-display text-3xl leading-tight text-balance md:text-4xl">
          {words.title}
        </h1>
        <p className="max-w-[34rem] text-lg text-ink-2">{words.text}</p>
        {mayTry && onAgain !== undefined && (
          <Button
            variant="primary"
            className="mt-4 min-h-(--target)! px-5 text-md!"
            onPress={() => void onAgain()}
          >
            {again}
          </Button>
        )}
      </main>
    </div>
  );
}
