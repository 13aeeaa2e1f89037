import { useTranslation } from "react-i18next";
import { isVector } from "../../../schema/catalogue/pictures.ts";
import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import { homeFacts, type HomeFacts } from "../../stage/home/homeFacts.ts";
import { SecondPrice } from "../../stage/home/parts/SecondPrice.tsx";
import { PictureImage } from "../../stage/picture/PictureImage.tsx";
import { PictureReachContext } from "../../stage/picture/loading/usePictureSource.ts";
import { planRatio } from "../../stage/plan/planSize.ts";
import { PlanPicture } from "../../stage/plan/PlanPicture.tsx";
import { StatusMark } from "../../ui/StatusMark.tsx";
import { useWords } from "../../ui/text/words.ts";
import type { Agent } from "../agent.ts";
import { printPage } from "../printing.ts";
import type { RecapHome } from "../recapHomes.ts";
import { HomeActions, type HomeHeart } from "./HomeActions.tsx";
import { PaperFoot, PaperHead } from "./paper.tsx";
import { PAGE_STEPS, PaymentDates } from "./PaymentDates.tsx";

/** Plans load before they are scrolled into view, since printing needs them. */
const ALL = "999999px";

interface HomeSheetProps {
  readonly home: RecapHome;
  readonly index: ProjectIndex;
  readonly agent: Agent;
  /** `undefined`: this reader's hearts go nowhere. */
  readonly heart: HomeHeart | undefined;
  /** The day until which the recap is kept. */
  readonly until: string;
  readonly today: string;
}

/** One home: facts, earlier and current price, actions; on paper a one-page sales offer. */
export function HomeSheet({ home, index, agent, heart, until, today }: HomeSheetProps) {
  const { unit } = home;
  const { t } = useTranslation(["stage", "recap", "common"]);
  const words = useWords();
  const facts = homeFacts(unit, { t, words, index });
  const { project } = index;
  const name = words.unit(unit);
  const layout = unit.layout === undefined ? undefined : index.layouts.get(unit.layout);
  const ratio = layout && planRatio(layout, index);
  const isLong = (project.payment?.steps.length ?? 0) > PAGE_STEPS;
  return (
    <article
      data-sheet={unit.id}
      aria-label={name}
      className={`recap-sheet border-b border-line py-8 print:border-0 print:py-0 ${isLong ? "recap-sheet-long" : ""}`}
    >
      <PaperHead index={index} />
      <div className="flex shrink-0 flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h3 className="min-w-0 font-display text-3xl leading-tight wrap-break-word">
          <bdi dir={unit.label === undefined ? undefined : "ltr"}>{name}</bdi>
        </h3>
        <Availability home={home} />
      </div>
      <p className="mt-1 shrink-0 text-lg text-ink-2 print:text-sm">{facts.place}</p>
      <div
        className={`recap-words mt-5 grid gap-x-10 gap-y-6 print:mt-3 print:flex print:flex-1 print:flex-col print:gap-y-3 ${ratio !== undefined ? "sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]" : ""}`}
      >
        {layout !== undefined && ratio !== undefined && (
          <figure className="recap-plan self-start rounded-sm bg-paper p-4 print:p-0">
            <div
              className="recap-plan-fit"
              style={{ "--plan-ratio": ratio } as React.CSSProperties}
            >
              <PictureReachContext value={ALL}>
                <PlanPicture layout={layout} index={index} labelPixels={12} />
              </PictureReachContext>
            </div>
          </figure>
        )}
        <div className="min-w-0 shrink-0">
          <Price home={home} index={index} facts={facts} />
          <Facts facts={facts} />
          <PaymentDates unit={unit} index={index} />
        </div>
      </div>
      <Pictures index={index} />
      <HomeActions
        name={name}
        project={words.text(project.name)}
        agent={agent}
        heart={heart}
        onPrint={() => printPage(unit.id)}
      />
      <PaperFoot agent={agent} until={until} today={today} />
    </article>
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

interface PriceProps {
  readonly home: RecapHome;
  readonly index: ProjectIndex;
  readonly facts: HomeFacts;
}

function Price({ home: { unit, was }, index, facts }: PriceProps) {
  const { t } = useTranslation("recap");
  const words = useWords();
  return (
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
