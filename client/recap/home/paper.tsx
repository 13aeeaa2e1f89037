import { useTranslation } from "react-i18next";
import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import { useWords } from "../../ui/text/words.ts";
import type { Agent } from "../agent.ts";

/** Head of an offer on paper: development and place. */
export function PaperHead({ index }: { readonly index: ProjectIndex }) {
  const { t } = useTranslation("recap");
  const words = useWords();
  const { name, location } = index.project;
  return (
    <header className="mb-4 hidden shrink-0 flex-wrap items-baseline justify-between gap-x-6 border-b border-line-strong pb-2 print:flex">
      <span className="font-display text-xl leading-label">{words.text(name)}</span>
      <span className="text-sm text-ink-2">
        {location === undefined
          ? t("offer.title")
          : `${t("offer.title")} · ${words.text(location)}`}
      </span>
    </header>
  );
}

interface PaperFootProps {
  readonly agent: Agent;
  /** The day until which the recap is kept. */
  readonly until: string;
  readonly today: string;
}

/** Footer of a printed offer: agent, date and disclaimer. */
export function PaperFoot({ agent, until, today }: PaperFootProps) {
  const { t } = useTranslation("recap");
  const { presenter, contact } = agent;
  return (
    <footer className="mt-4 hidden shrink-0 border-t border-line-strong pt-2 text-2xs text-ink-2 print:block">
      <p className="flex flex-wrap gap-x-4 text-sm text-ink">
        <span>{t("agent.presentedBy", { presenter })}</span>
        {contact.phone !== undefined && <bdi dir="ltr">{contact.phone}</bdi>}
        {contact.email !== undefined && <bdi dir="ltr">{contact.email}</bdi>}
      </p>
      <p className="mt-1">{t("offer.asOf", { date: today, until })}</p>
      <p>{t("offer.disclaimer")}</p>
    </footer>
  );
}
