import { Mail, MessageCircle } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Api } from "../../session/api.ts";
import { CopyField } from "./CopyField.tsx";
import { isLoopback, LoopbackNote } from "./LoopbackNote.tsx";
import type { ReactNode } from "react";

interface ShareOptionsProps {
  readonly api: Pick<Api, "networkAddress">;
  readonly link: string;
  /** The subject of a mail. */
  readonly subject: string;
  /** Holds the link. */
  readonly message: string;
}

/** Shares a link by clipboard, WhatsApp or mail. */
export function ShareOptions({ api, link, subject, message }: ShareOptionsProps) {
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

/** Opens WhatsApp with the message ready; the agent chooses to whom. */
const whatsAppUrl = (message: string): string =>
  `https://wa.me/?text=${encodeURIComponent(message)}`;

/** Opens the device's mail with the message ready. */
const mailUrl = (subject: string, message: string): string =>
  `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(message)}`;

interface ShareLinkProps {
  readonly href: string;
  readonly label: string;
  readonly children: ReactNode;
}

/** A link that opens another application with the message. */
function ShareLink({ href, label, children }: ShareLinkProps) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className="inline-flex min-h-(--target) items-center justify-center gap-2 rounded-sm border border-control px-3 text-sm text-ink transition-colors duration-(--motion-state) hover:bg-ground"
    >
      {children}
      {label}
    </a>
  );
}
