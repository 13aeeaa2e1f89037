import { Check, Copy, Mail, MessageCircle } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button.tsx";
import { useFormat } from "../../ui/format.ts";
import type { Presented } from "../presenting.ts";
import { QrCode } from "./QrCode.tsx";
import { mailUrl, whatsAppUrl } from "./share.ts";

const COPIED_MS = 2_000;

interface InviteLinkProps {
  readonly presented: Presented;
  readonly project: string;
  /** The buyer's name, empty where the agent gave none. */
  readonly buyer: string;
}

/** The link to hand on: to a camera, a clipboard, a chat, a mail. */
export function InviteLink({ presented, project, buyer }: InviteLinkProps) {
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
      <CopyField link={link} />
      <div className="grid grid-cols-2 gap-3">
        <ShareLink href={whatsAppUrl(message)} label={t("invite.whatsApp")}>
          <MessageCircle aria-hidden="true" className="size-4" strokeWidth={1.5} />
        </ShareLink>
        <ShareLink
          href={mailUrl(t("invite.subject", { project }), message)}
          label={t("invite.email")}
        >
          <Mail aria-hidden="true" className="size-4" strokeWidth={1.5} />
        </ShareLink>
      </div>
      <p className="mt-1 text-center text-xs text-ink-2">
        {t("invite.validUntil", { time: format.time(new Date(presented.expiresAtMs)) })}
      </p>
    </div>
  );
}

function CopyField({ link }: { readonly link: string }) {
  const { t } = useTranslation("agent");
  const [said, setSaid] = useState<"copied" | "copyFailed">();
  useEffect(() => {
    if (said !== "copied") return undefined;
    const timer = setTimeout(() => setSaid(undefined), COPIED_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = () =>
    navigator.clipboard.writeText(link).then(
      () => setSaid("copied"),
      () => setSaid("copyFailed"),
    );
  const copied = said === "copied";
  return (
    <div>
      <div className="flex min-h-(--target) items-center rounded-sm border border-control bg-paper p-1 has-[input:focus-visible]:shadow-(--focus-ring)">
        <input
          readOnly
          dir="ltr"
          aria-label={t("invite.link")}
          value={link.replace(/^https?:\/\//, "")}
          onFocus={(focused) => focused.target.select()}
          className="min-w-0 flex-1 truncate bg-transparent px-2 text-sm text-ink shadow-none!"
        />
        <Button variant="primary" className="min-w-24 px-3" onPress={() => void copy()}>
          {copied ? (
            <Check aria-hidden="true" className="size-4" strokeWidth={1.5} />
          ) : (
            <Copy aria-hidden="true" className="size-4" strokeWidth={1.5} />
          )}
          {t(copied ? "invite.copied" : "invite.copy")}
        </Button>
      </div>
      <p aria-live="polite" className={said === "copyFailed" ? "mt-2 text-xs" : "sr-only"}>
        {said === undefined ? "" : t(`invite.${said}`)}
      </p>
    </div>
  );
}

interface ShareLinkProps {
  readonly href: string;
  readonly label: string;
  readonly children: ReactNode;
}

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
