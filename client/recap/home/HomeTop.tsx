import { useTranslation } from "react-i18next";
import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import type { HomeFacts } from "../../stage/home/homeFacts.ts";
import { SecondPrice } from "../../stage/home/parts/SecondPrice.tsx";
import { StatusMark } from "../../ui/StatusMark.tsx";
import { useWords } from "../../ui/text/words.ts";
import type { RecapHome } from "../recapHomes.ts";

interface TopProps {
  readonly home: RecapHome;
  readonly facts: HomeFacts;
}

/** A home's name, availability and place. */
export function HomeTop({ home, facts }: TopProps) {
  const { unit } = home;
  const words = useWords();
  return (
    <>
      <div className="flex shrink-0 flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h3 className="min-w-0 font-display text-3xl leading-tight wrap-break-word">
          <bdi dir={unit.label === undefined ? undefined : "ltr"}>{words.unit(unit)}</bdi>
        </h3>
        <Availability home={home} />
      </div>
      <p className="mt-1 shrink-0 text-lg text-ink-2 print:text-sm">{facts.place}</p>
    </>
  );
}

function Availability({ home: { unit, was } }: { readonly home: RecapHome }) {
  const { t } = useTranslation(["recap", "common"]);
  if (unit.status === undefined) return null;
  return (
    <p className="text-lg print:text-sm">
      <StatusMark status={unit.status} word size={13} />
      {was.status !== undefined && (
        <span className="ms-3 text-md text-ink-3 print:text-sm">
          {t("recap:was")} <s>{t(`common:status.${was.status}`)}</s>
        </span>
      )}
    </p>
  );
}

interface FiguresProps extends TopProps {
  readonly index: ProjectIndex;
}

/** A home's price now and then, and its facts. */
export function HomeFigures({ home: { unit, was }, index, facts }: FiguresProps) {
  const { t } = useTranslation("recap");
  const words = useWords();
  return (
    <>
      <div className="border-b border-line pb-3 print:pb-1.5">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <p className="font-display text-2xl leading-label">{facts.price}</p>
          {facts.perArea !== undefined && <p className="text-md text-ink-3">{facts.perArea}</p>}
        </div>
        <SecondPrice unit={unit} project={index.project} />
        {was.price !== undefined && (
          <p className="text-md text-ink-2 print:text-xs">
            {t("was")} <s>{words.money(was.price, index.project)}</s>
          </p>
        )}
      </div>
      <Facts facts={facts} />
    </>
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
    <dl className="grid grid-cols-2 gap-x-6 sm:grid-cols-[repeat(auto-fit,minmax(8rem,1fr))] print:grid-cols-5 print:gap-x-4">
      {known.map(({ name, value }) => (
        <div key={name} className="min-w-0 border-b border-line py-3 wrap-break-word print:py-1.5">
          <dt className="text-md text-ink-3 print:text-2xs">{name}</dt>
          <dd className="text-lg normal-nums print:text-xs">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
