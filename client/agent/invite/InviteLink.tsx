import { useTranslation } from "react-i18next";
import type { Api } from "../../session/api.ts";
import { useFormat } from "../../ui/text/format.ts";
import type { Presented } from "../desk/presenting.ts";
import { QrCode } from "./QrCode.tsx";
import { ShareOptions } from "./ShareOptions.tsx";

interface InviteLinkProps {
  readonly api: Pick<Api, "networkAddress">;
  readonly presented: Presented;
  readonly project: string;
  /** The buyer's name, empty where the agent gave none. */
  readonly buyer: string;
}

/** The buyer's link as a QR code and for sharing. */
export function InviteLink({ api, presented, project, buyer }: InviteLinkProps) {
  const { t } = useTranslation("agent");
  const format = useFormat();
  const { link } = presented;
  if (link === undefined) {
    return (
      <p className="m-auto max-w-[18rem] text-center text-sm text-ink-2">{t("invite.noLink")}</p>
    );
  }
  const message =
    buyer === ""
      ? t("invite.message", { project, link })
      : t("invite.messageNamed", { project, link, name: buyer });
  return (
    <div className="m-auto flex w-full max-w-[19rem] flex-col items-stretch gap-3">
      <div className="mx-auto w-full max-w-[15rem]">
        <QrCode text={link} label={t("invite.qr")} />
      </div>
      <p className="mb-2 text-center text-sm text-ink-2">{t("invite.scan")}</p>
      <ShareOptions
        api={api}
        link={link}
        subject={t("invite.subject", { project })}
        message={message}
      />
      <p className="mt-1 text-center text-xs text-ink-2">
        {t("invite.validUntil", { time: format.time(new Date(presented.expiresAtMs)) })}
      </p>
    </div>
  );
}
