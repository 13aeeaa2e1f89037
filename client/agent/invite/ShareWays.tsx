import { Mail, MessageCircle } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Api } from "../../session/api.ts";
import { CopyField } from "./CopyField.tsx";
import { isLoopback } from "./loopback.ts";
import { LoopbackNote } from "./LoopbackNote.tsx";
import { mailUrl, whatsAppUrl } from "./share.ts";
import { ShareLink } from "./ShareLink.tsx";

interface ShareWaysProps {
  readonly api: Pick<Api, "networkAddress">;
  readonly link: string;
  /** Of a mail. */
  readonly subject: string;
  /** Holds the link. */
  readonly message: string;
}

/** A link to hand on: by clipboard, by chat, by mail. */
export function ShareWays({ api, link, subject, message }: ShareWaysProps) {
  const { t } = useTranslation("agent");
  return (
    <div className="flex flex-col gap-3">
      <CopyField link={link} />
      <div className="grid grid-cols-2 gap-3">
        <ShareLink href={whatsAppUrl(message)} label={t("invite.whatsApp")}>
          <MessageCircle aria-hidden="true" className="size-4" strokeWidth={1.5} />
        </ShareLink>
        <ShareLink href={mailUrl(subject, message)} label={t("invite.email")}>
          <Mail aria-hidden="true" className="size-4" strokeWidth={1.5} />
        </ShareLink>
      </div>
      {isLoopback(link) && <LoopbackNote api={api} link={link} />}
    </div>
  );
}
