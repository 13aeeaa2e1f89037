import { useState } from "react";
import { useTranslation } from "react-i18next";
import { deviceStorage } from "../../../base/storage.ts";
import type { Api } from "../../../session/api.ts";
import { Button } from "../../../ui/Button.tsx";
import { DAY, DAY_AND_MINUTE } from "../../../ui/text/dates.ts";
import { useFormat } from "../../../ui/text/format.ts";
import { LOCALES } from "../../../ui/text/language.ts";
import { ShareOptions } from "../../invite/ShareOptions.tsx";
import { useErrorWords } from "../../parts/useErrorWords.ts";
import { useLoaded } from "../../parts/useLoaded.ts";
import { recallContact } from "./agentContact.ts";
import { FollowUpForm } from "./FollowUpForm.tsx";

export interface RecapPanelProps {
  readonly api: Pick<
    Api,
    "networkAddress" | "sendRecap" | "withdrawRecap" | "followUp" | "changeFollowUp"
  >;
  readonly presentation: string;
  /** The development's name. */
  readonly project: string;
  readonly onWithdrawn: () => void;
}

/** The recap's link and its additions. The agent's contact is taken from the last one on this device. */
async function load(api: RecapPanelProps["api"], id: string) {
  const [recap, followUp] = await Promise.all([api.sendRecap(id), api.followUp(id)]);
  const contact = recallContact(deviceStorage);
  const isKnown = followUp.contact !== undefined || Object.keys(contact).length === 0;
  return { recap, followUp: isKnown ? followUp : await api.changeFollowUp(id, { contact }) };
}

/** The link to a presentation's recap, to be shared or withdrawn. */
export function RecapPanel({ api, presentation, project, onWithdrawn }: RecapPanelProps) {
  const { t } = useTranslation("agent");
  const { t: common } = useTranslation("common");
  const { language } = useFormat();
  const errorWords = useErrorWords();
  const { value, error, retry } = useLoaded(presentation, (id) => load(api, id));
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const withdraw = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      await api.withdrawRecap(presentation);
      onWithdrawn();
    } catch (reason) {
      setFailure(reason);
      setBusy(false);
    }
  };
  if (error !== undefined) {
    return (
      <div className="flex flex-col items-start gap-3">
        <p role="alert" className="text-sm text-danger">
          {errorWords(error)}
        </p>
        <Button onPress={retry}>{common("retry")}</Button>
      </div>
    );
  }
  if (value === undefined) return <div className="min-h-32" aria-busy="true" />;
  const { link, opens, openedAt, expiresAt } = value.recap;
  const date = (time: string, options = DAY) =>
    new Date(time).toLocaleString(LOCALES[language], options);
  return (
    <div className="flex flex-col gap-4 rounded-sm bg-paper p-4">
      <ShareOptions
        api={api}
        link={link}
        subject={t("recap.subject", { project })}
        message={t("recap.message", { project, link })}
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="min-w-48 flex-1 text-sm text-ink-2">
          {openedAt === undefined
            ? t("recap.unopened")
            : t("recap.opened", { count: opens, date: date(openedAt, DAY_AND_MINUTE) })}{" "}
          {t("recap.until", { date: date(expiresAt) })}
        </p>
        <Button
          busy={busy}
          variant="plain"
          className="max-md:min-h-(--target)"
          onPress={() => void withdraw()}
        >
          {t("recap.withdraw")}
        </Button>
      </div>
      {failure !== undefined && (
        <p role="alert" className="text-sm text-danger">
          {errorWords(failure)}
        </p>
      )}
      <FollowUpForm api={api} presentation={presentation} followUp={value.followUp} />
    </div>
  );
}
