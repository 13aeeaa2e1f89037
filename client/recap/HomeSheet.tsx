import { FileText, Mail, MessageCircle } from "lucide-react";
import { useTranslation } from "react-i18next";
import { isVector } from "../../schema/catalogue/pictures.ts";
import type { Unit } from "../../schema/catalogue/catalogue.ts";
import type { ProjectIndex } from "../../schema/catalogue/projectIndex.ts";
import { shownPrice } from "../../schema/catalogue/shownPrice.ts";
import { homeFacts, type HomeFacts } from "../stage/home/homeFacts.ts";
import { PaymentBar } from "../stage/home/PaymentBar.tsx";
import { PictureImage } from "../stage/picture/PictureImage.tsx";
import { planRatio } from "../stage/plan/planSize.ts";
import { PlanPicture } from "../stage/plan/PlanPicture.tsx";
import { buttonClass } from "../ui/buttonStyle.tsx";
import { PlainButton } from "../ui/PlainButton.tsx";
import { StatusMark } from "../ui/StatusMark.tsx";
import { useWords } from "../ui/text/words.ts";
import { mailUrl, whatsAppUrl } from "./askLinks.ts";
import { printPage } from "./printing.ts";
import type { RecapHome } from "./recapHomes.ts";

interface HomeSheetProps {
  readonly home: RecapHome;
  readonly index: ProjectIndex;
  readonly presenter: string;
  /** The day until which the recap is kept. */
  readonly until: string;
  readonly today: string;
}

/** One home: what it is, what it cost then and costs now, and what to do about it; on paper a sales offer. */
export function HomeSheet({ home, index, presenter, until, today }: HomeSheetProps) {
  const { unit } = home;
  const { t } = useTranslation(["stage", "recap", "common"]);
  const words = useWords();
  const facts = homeFacts(unit, { t, words, index });
  const { project } = index;
  const name = words.unit(unit);
  const layout = unit.layout === undefined ? undefined : index.layouts.get(unit.layout);
  const ratio = layout && planRatio(layout, index);
  return (
    <article
      data-sheet={unit.id}
      aria-label={name}
      className="recap-sheet border-b border-line py-8 print:border-0 print:py-0"
    >
      <PaperHead index={index} />
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h3 className="font-display text-3xl leading-tight">
          <bdi dir={unit.label === undefined ? undefined : "ltr"}>{name}</bdi>
        </h3>
        <Availability home={home} />
      </div>
      <p className="mt-1 text-lg text-ink-2">{facts.place}</p>
      <div
        className={`mt-5 grid gap-x-10 gap-y-6 ${ratio !== undefined ? "sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)] print:grid-cols-1" : ""}`}
      >
        {layout !== undefined && ratio !== undefined && (
          <figure
            className="mx-auto w-full self-start rounded-sm bg-paper p-4 print:p-0"
            style={{ maxWidth: `calc(var(--plan-height) * ${ratio})` }}
          >
            <PlanPicture layout={layout} index={index} labelPixels={12} />
          </figure>
        )}
        <div className="min-w-0">
          <Price home={home} index={index} facts={facts} />
          <Facts facts={facts} />
          <Payment unit={unit} index={index} />
        </div>
      </div>
      <Pictures index={index} />
      <Actions unit={unit} name={name} project={words.text(project.name)} presenter={presenter} />
      <PaperFoot presenter={presenter} until={until} today={today} />
    </article>
  );
}

function PaperHead({ index }: { readonly index: ProjectIndex }) {
  const { t } = useTranslation("recap");
  const words = useWords();
  const { name, location } = index.project;
  return (
    <header className="mb-6 hidden items-baseline justify-between gap-6 border-b border-line-strong pb-3 print:flex">
      <span className="font-display text-xl">{words.text(name)}</span>
      <span className="text-sm text-ink-2">
        {location === undefined
          ? t("offer.title")
          : `${t("offer.title")} · ${words.text(location)}`}
      </span>
    </header>
  );
}

function PaperFoot({
  presenter,
  until,
  today,
}: Pick<HomeSheetProps, "presenter" | "until" | "today">) {
  const { t } = useTranslation("recap");
  return (
    <footer className="mt-6 hidden border-t border-line-strong pt-3 text-xs text-ink-2 print:block">
      <p className="text-sm text-ink">{t("agent.presentedBy", { presenter })}</p>
      <p className="mt-1">{t("offer.asOf", { date: today, until })}</p>
      <p className="mt-1">{t("offer.disclaimer")}</p>
    </footer>
  );
}

function Availability({ home: { unit, was } }: { readonly home: RecapHome }) {
  const { t } = useTranslation(["recap", "common"]);
  if (unit.status === undefined) return null;
  return (
    <p className="text-lg">
      <StatusMark status={unit.status} word size={13} />
      {was.status !== undefined && (
        <span className="ms-3 text-md text-ink-3">
          {t("recap:was")} <s>{t(`common:status.${was.status}`)}</s>
        </span>
      )}
    </p>
  );
}

interface PriceProps {
  readonly home: RecapHome;
  readonly index: ProjectIndex;
  readonly facts: HomeFacts;
}

function Price({ home: { was }, index, facts }: PriceProps) {
  const { t } = useTranslation("recap");
  const words = useWords();
  return (
    <div className="border-b border-line pb-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <p className="font-display text-2xl leading-label">{facts.price}</p>
        {facts.perArea !== undefined && <p className="text-md text-ink-3">{facts.perArea}</p>}
      </div>
      {was.price !== undefined && (
        <p className="text-md text-ink-2">
          {t("was")} <s>{words.money(was.price, index.project)}</s>
        </p>
      )}
    </div>
  );
}

function Facts({ facts }: { readonly facts: HomeFacts }) {
  const { t } = useTranslation("stage");
  const known = [
    { name: t("home.facts.bedrooms"), value: facts.bedrooms },
    { name: t("home.facts.layout"), value: facts.layout },
    { name: t("home.facts.area"), value: facts.area },
    { name: t("home.facts.terrace"), value: facts.terrace },
    { name: t("home.facts.faces"), value: facts.aspects ?? facts.compass },
  ].filter(({ value }) => value !== undefined);
  return (
    <dl className="grid grid-cols-2 gap-x-6 sm:grid-cols-[repeat(auto-fit,minmax(8rem,1fr))] print:grid-cols-5">
      {known.map(({ name, value }) => (
        <div key={name} className="border-b border-line py-3">
          <dt className="text-md text-ink-3">{name}</dt>
          <dd className="text-lg normal-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Payment({ unit, index }: { readonly unit: Unit; readonly index: ProjectIndex }) {
  const { t } = useTranslation("recap");
  const words = useWords();
  const { payment, handover } = index.project;
  const price = shownPrice(unit);
  if (payment === undefined || unit.status === "sold") return null;
  return (
    <section className="mt-5">
      <h4 className="flex flex-wrap justify-between gap-x-4 text-md text-ink-3">
        <span>{t("payment")}</span>
        {handover !== undefined && <span>{words.text(handover)}</span>}
      </h4>
      <PaymentBar plan={payment} price={price} currency={index.project} form="phone" />
    </section>
  );
}

/** The development's own pictures; they come when they are asked for. */
function Pictures({ index }: { readonly index: ProjectIndex }) {
  const { t } = useTranslation("recap");
  const words = useWords();
  const { gallery } = index.project;
  if (gallery.length === 0) return null;
  return (
    <details className="mt-5 print:hidden">
      <summary className="target flex w-fit cursor-pointer items-center rounded-sm text-md text-ink-2 underline decoration-line-strong underline-offset-4">
        {t("pictures")}
      </summary>
      <ul className="mt-2 grid gap-4 sm:grid-cols-2">
        {gallery.map(({ id, name, picture }) => (
          <li key={id}>
            <PictureImage
              picture={picture}
              alt={name === undefined ? "" : words.text(name)}
              className={`aspect-[3/2] w-full rounded-xs ${isVector(picture.src) ? "object-contain" : "object-cover"}`}
            />
          </li>
        ))}
      </ul>
    </details>
  );
}

interface ActionsProps {
  readonly unit: Unit;
  readonly name: string;
  readonly project: string;
  readonly presenter: string;
}

const ASK = buttonClass({ size: "phone", className: "flex-auto px-3! sm:flex-none sm:px-6!" });

function Actions({ unit, name, project, presenter }: ActionsProps) {
  const { t } = useTranslation("recap");
  const question = {
    subject: t("ask.subject", { home: name, project }),
    message: t("ask.message", { presenter, home: name, project }),
  };
  return (
    <div className="mt-6 print:hidden">
      <h4 className="text-md text-ink-3">{t("ask.title")}</h4>
      <div className="mt-2 flex flex-wrap gap-3">
        <a className={ASK} href={whatsAppUrl(question)} target="_blank" rel="noreferrer">
          <MessageCircle aria-hidden="true" className="size-5" strokeWidth={1.5} />
          {t("ask.whatsApp")}
        </a>
        <a className={ASK} href={mailUrl(question)}>
          <Mail aria-hidden="true" className="size-5" strokeWidth={1.5} />
          {t("ask.email")}
        </a>
        <PlainButton
          size="phone"
          variant="plain"
          className="flex-auto px-3! sm:flex-none"
          onClick={() => printPage(unit.id)}
        >
          <FileText aria-hidden="true" className="size-5" strokeWidth={1.5} />
          {t("offer.print")}
        </PlainButton>
      </div>
    </div>
  );
}
