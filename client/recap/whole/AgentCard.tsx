import { Mail, MessageCircle, Phone } from "lucide-react";
import { useTranslation } from "react-i18next";
import { buttonClass } from "../../ui/buttonStyle.tsx";
import type { Agent } from "../agent.ts";

const WAY = buttonClass({ size: "form", className: "max-w-full" });

const NAME = "font-display text-2xl leading-tight wrap-break-word";

/** The agent and their contacts. */
export function AgentCard({ agent, shownOn }: { readonly agent: Agent; readonly shownOn: string }) {
  const { t } = useTranslation("recap");
  const { name, contact, photo, messenger } = agent;
  const { phone, email } = contact;
  return (
    <section className="rounded-md bg-paper p-5">
      {photo !== undefined && (
        <img src={photo} alt="" className="float-end size-16 rounded-sm object-cover" />
      )}
      <h2 className={name === undefined ? NAME : "text-md text-ink-3"}>{t("agent.title")}</h2>
      {name !== undefined && (
        <p className={`mt-1 ${NAME}`}>
          <bdi>{name}</bdi>
        </p>
      )}
      <p className="mt-1 text-md text-ink-2">{t("agent.shown", { date: shownOn })}</p>
      {(phone ?? email ?? messenger) !== undefined && (
        <div className="mt-4 flex flex-wrap gap-3">
          {phone !== undefined && (
            <a className={WAY} href={`tel:${phone}`} aria-label={t("agent.call", { phone })}>
              <Phone aria-hidden="true" className="size-4.5 shrink-0" strokeWidth={1.5} />
              <bdi dir="ltr">{phone}</bdi>
            </a>
          )}
          {messenger !== undefined && (
            <a className={WAY} href={messenger} rel="noreferrer" target="_blank">
              <MessageCircle aria-hidden="true" className="size-4.5 shrink-0" strokeWidth={1.5} />
              {t("agent.write")}
            </a>
          )}
          {email !== undefined && (
            <a className={WAY} href={`mailto:${email}`} aria-label={t("agent.mail", { email })}>
              <Mail aria-hidden="true" className="size-4.5 shrink-0" strokeWidth={1.5} />
              <bdi dir="ltr" className="min-w-0 break-all">
                {email}
              </bdi>
            </a>
          )}
        </div>
      )}
    </section>
  );
}
