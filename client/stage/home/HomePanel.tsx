import { ChevronDown, ChevronUp, Maximize2, X } from "lucide-react";
import type { TFunction } from "i18next";
import { type ReactNode, useEffect, useMemo, useRef, type MouseEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Unit } from "../../../schema/catalogue/catalogue.ts";
import { formatAnchor } from "../../../schema/presentation/anchors.ts";
import { isHome } from "../../../schema/values/unitKinds.ts";
import {
  unitView,
  type HomeTab,
  type UnitView,
} from "../../../schema/presentation/presentation.ts";
import { shownPrice } from "../../../schema/catalogue/shownPrice.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { useWords } from "../../ui/text/words.ts";
import { PlanPicture } from "../plan/PlanPicture.tsx";
import { planRatio } from "../plan/planSize.ts";
import { layoutBoard } from "../building/board/board.ts";
import { partsOf } from "../building/parts.ts";
import type { StageProps } from "../types.ts";
import { AroundLinks, aroundOf } from "../around/AroundLinks.tsx";
import { HiddenUnitMark } from "../hearts/HiddenUnitMark.tsx";
import { LikedBy } from "../hearts/LikedBy.tsx";
import { GoesWith } from "./parts/GoesWith.tsx";
import { HomeActions } from "./parts/HomeActions.tsx";
import { homeFacts, type HomeFacts } from "./homeFacts.ts";
import { HomeGallery } from "./parts/HomeGallery.tsx";
import { HomeLocation } from "./parts/HomeLocation.tsx";
import { HomePrice } from "./parts/HomePrice.tsx";
import { SecondPrice } from "./parts/SecondPrice.tsx";
import { HomeTitle } from "./parts/HomeTitle.tsx";
import { neighboursInList, neighboursOf } from "./neighbours.ts";
import { PaymentBar, paymentShares } from "./parts/PaymentBar.tsx";
import { SimilarHomes } from "./parts/SimilarHomes.tsx";
import { openTab, shownTab, tabsOf } from "./tabs.ts";
import { prefersReducedMotion } from "../../ui/timing.ts";

export interface HomePanelProps extends StageProps {
  readonly view: UnitView;
}

/** One home beside the desk's stage: plan with dimensions, price, facts, and the agent's actions. */
export function HomePanel(props: HomePanelProps) {
  const { view, index } = props;
  const { t } = useTranslation(["stage", "common"]);
  const words = useWords();
  const unit = index.units.get(view.unit);
  if (unit === undefined) return <p className="p-6 text-sm text-ink-2">{t("home.missing")}</p>;
  const { project } = index;
  const facts = homeFacts(unit, { t, words, index });
  const layout = unit.layout === undefined ? undefined : index.layouts.get(unit.layout);
  const shown = shownTab(view, project);
  const tabs = tabsOf(project);
  const part = { index, onIntent: props.onIntent, unit: unit.id, shown };
  return (
    <article className="flex h-full min-h-0 flex-col text-sm">
      <div className="px-6 pt-4">
        <PanelHead {...props} unit={unit} facts={facts} />
        <HomeTitle unit={unit} form="desk" />
        <HiddenUnitMark unit={unit} word />
        <PanelTabs {...part} />
      </div>
      <div data-clip="" className="min-h-0 flex-1 overflow-y-auto px-6">
        <PanelPart {...part} tab="plan">
          {layout !== undefined && <PanelPlan {...props} layout={layout} shown={shown} />}
          <div className="pt-3 pb-3">
            <HomePrice
              facts={facts}
              form="desk"
              priced={project.units.some(({ price }) => price !== undefined)}
            />
            <SecondPrice unit={unit} project={project} />
            <AroundLinks {...props} around={aroundOf(index, unit)} className="pt-3" />
          </div>
          <FactRows facts={facts} />
        </PanelPart>
        {tabs.includes("payment") && (
          <PanelPart {...part} tab="payment" className="border-b border-line">
            <PanelPayment {...props} unit={unit} />
          </PanelPart>
        )}
        <LikedBy likers={props.likes?.get(unit.id)} />
        <div className="flex flex-col gap-6 pt-4">
          <SimilarHomes {...props} unit={unit} />
          <GoesWith {...props} unit={unit} />
          {tabs.includes("views") && (
            <PanelPart {...part} tab="views">
              <HomeGallery {...props} />
            </PanelPart>
          )}
          {tabs.includes("location") && (
            <PanelPart {...part} tab="location">
              <HomeLocation {...props} unit={unit} />
            </PanelPart>
          )}
        </div>
        <div
          aria-hidden="true"
          className="pointer-events-none sticky bottom-0 -mx-6 h-6 bg-linear-to-t from-ground"
        />
      </div>
      <div className="border-t border-line px-6 pt-3 pb-5">
        <HomeActions {...props} unit={unit} />
      </div>
    </article>
  );
}

interface PartProps extends HomePanelProps {
  readonly unit: Unit;
  readonly facts: HomeFacts;
}

/** "Tower B, floor 12, home 04": the home's position on the board. */
function placeOf(unit: Unit, facts: HomeFacts, t: TFunction<"stage">): string {
  const { building, floor, place } = facts;
  const isOnBoard = isHome(unit) && floor !== undefined;
  if (!isOnBoard || unit.label === undefined || unit.position === undefined) return place;
  const number = String(unit.position).padStart(2, "0");
  return t("home.whereHome", { building, floor, number });
}

function PanelHead({ view, unit, facts, index, onIntent }: PartProps) {
  const { t } = useTranslation("stage");
  const { board, listed } = useMemo(() => {
    const parts = partsOf(index.unitsByBuilding.get(unit.building) ?? []);
    const building = index.buildings.get(unit.building);
    return { ...parts, board: building && layoutBoard(building, parts.onFloors) };
  }, [index, unit.building]);
  const isListed = listed.includes(unit);
  const { above, below } =
    isListed || board === undefined ? neighboursInList(unit, listed) : neighboursOf(unit, board);
  const open = (other: Unit | undefined) => {
    if (other !== undefined) onIntent({ kind: "open", view: unitView(other.id, view.tab) });
  };
  const icon = { size: 16, strokeWidth: 1.5, "aria-hidden": true } as const;
  return (
    <div className="flex items-center justify-between gap-2">
      <p className="min-w-0 truncate text-xs text-ink-3">{placeOf(unit, facts, t)}</p>
      <div className="-me-2 flex shrink-0">
        <IconButton
          label={t(isListed ? "home.previous" : "home.above")}
          isDisabled={above === undefined}
          onPress={() => open(above)}
        >
          <ChevronUp {...icon} />
        </IconButton>
        <IconButton
          label={t(isListed ? "home.next" : "home.below")}
          isDisabled={below === undefined}
          onPress={() => open(below)}
        >
          <ChevronDown {...icon} />
        </IconButton>
        <IconButton
          label={t("home.close")}
          onPress={() =>
            onIntent({ kind: "open", view: { screen: "building", building: unit.building } })
          }
        >
          <X {...icon} />
        </IconButton>
      </div>
    </div>
  );
}

/** The home's plan. The first press makes phones show it, the next one opens the layout large. */
function PanelPlan({
  layout,
  shown,
  view,
  index,
  pointing,
  sink,
  onIntent,
}: HomePanelProps & {
  readonly layout: Parameters<typeof PlanPicture>[0]["layout"];
  readonly shown: HomeTab;
}) {
  const { t } = useTranslation("stage");
  const words = useWords();
  if (layout.look === undefined) return null;
  const drawn = layout.look.kind === "drawing";
  const open = () => onIntent({ kind: "open", view: { screen: "layout", layout: layout.id } });
  return (
    <div className={`relative ${drawn ? "ps-6 pt-9 pe-1" : "pt-4"}`} dir="ltr">
      <button
        type="button"
        tabIndex={-1}
        aria-hidden="true"
        className="mx-auto block w-full cursor-zoom-in"
        data-flies={formatAnchor({ kind: "layout", id: layout.id })}
        // Limits a tall plan, to leave room for the price under it.
        style={{ maxWidth: `calc(44dvh * ${planRatio(layout, index) ?? 1})` }}
        onClick={shown === "plan" ? open : () => onIntent(openTab(view.unit, "plan"))}
      >
        <PlanPicture
          layout={layout}
          index={index}
          labelPixels={11}
          dimensions
          pointing={pointing}
          presenting={sink !== undefined}
        />
      </button>
      <IconButton
        label={t("plan.larger", { name: words.text(layout.name) })}
        variant={drawn ? "plain" : "raised"}
        className={`absolute ${drawn ? "top-0 -left-2.5" : "top-5 right-1"}`}
        onPress={open}
      >
        <Maximize2 size={14} strokeWidth={1.5} aria-hidden="true" />
      </IconButton>
    </div>
  );
}

function FactRows({ facts }: { readonly facts: HomeFacts }) {
  const { t } = useTranslation("stage");
  const words = useWords();
  const comma = t("filters.said.comma");
  const layout = [facts.layout, facts.bedrooms?.toLocaleLowerCase(words.language), facts.baths];
  const area =
    facts.area !== undefined && facts.terrace !== undefined
      ? t("home.withTerrace", { area: facts.area, terrace: facts.terrace })
      : facts.area;
  const faces = [facts.compass, facts.aspects].filter((part) => part !== undefined);
  return (
    <dl className="border-t border-line">
      <FactRow name={t("home.facts.layout")}>{joined(layout, comma)}</FactRow>
      <FactRow name={t("home.facts.area")}>{area}</FactRow>
      <FactRow name={t("home.facts.faces")}>{joined(faces, comma)}</FactRow>
      <FactRow name={t("home.facts.phase")}>{facts.phase}</FactRow>
    </dl>
  );
}

function PanelPayment({ unit, index }: HomePanelProps & { readonly unit: Unit }) {
  const { t } = useTranslation("stage");
  const words = useWords();
  const { payment } = index.project;
  if (payment === undefined) return null;
  return (
    <>
      <dl>
        <FactRow name={t("home.facts.payment")}>
          <bdi dir="ltr">{paymentShares(payment, words.number)}</bdi>
        </FactRow>
      </dl>
      <div className="pt-3 pb-3">
        <PaymentBar plan={payment} price={shownPrice(unit)} currency={index.project} form="desk" />
      </div>
    </>
  );
}

const joined = (parts: readonly (string | undefined)[], comma: string): string | undefined => {
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 ? undefined : known.join(comma);
};

/** A fact with its name; left out if unknown. */
function FactRow({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  if (children === undefined) return null;
  return (
    <div className="flex gap-4 border-b border-line py-2.5">
      <dt className="w-21 shrink-0 text-ink-3">{name}</dt>
      <dd className="min-w-0 normal-nums">{children}</dd>
    </div>
  );
}

interface PartsProps extends Pick<StageProps, "index" | "onIntent"> {
  readonly unit: string;
  /** The part shown on phones. */
  readonly shown: HomeTab;
}

/** The parts of a home, which are tabs on phones, as one line. On the desk all parts are visible. */
function PanelTabs({ index, onIntent, unit, shown }: PartsProps) {
  const { t } = useTranslation("stage");
  const words = useWords();
  const tabs = tabsOf(index.project);
  if (tabs.length === 1) return null;
  return (
    <nav aria-label={t("home.parts")} className="-mx-2 flex gap-1 border-b border-line pt-1">
      {tabs.map((tab) => (
        <button
          key={tab}
          type="button"
          aria-current={tab === shown}
          onClick={() => onIntent(openTab(unit, tab))}
          className="-mb-px min-h-8 pointer-coarse:min-h-(--target) border-b-2 border-transparent px-2 text-xs text-ink-2 hover:text-ink aria-[current=true]:border-ink aria-[current=true]:text-ink"
        >
          {t(`home.tabs.${tab}`)}
          {tab === "views" && ` ${words.number(index.project.gallery.length)}`}
        </button>
      ))}
    </nav>
  );
}

interface PanelPartProps extends PartsProps {
  readonly tab: HomeTab;
  readonly className?: string;
  readonly children: ReactNode;
}

/** One part of the panel. Pressing it opens it for followers; a part opened elsewhere is scrolled into view. */
function PanelPart({ tab, unit, shown, onIntent, className = "", children }: PanelPartProps) {
  const part = useRef<HTMLElement>(null);
  const current = tab === shown;
  // The plan is visible when a home opens; another part may not be.
  const known = useRef<HomeTab>("plan");
  useEffect(() => {
    if (known.current === shown) return;
    known.current = shown;
    if (!current) return;
    part.current?.scrollIntoView({
      block: "nearest",
      behavior: prefersReducedMotion() ? "auto" : "smooth",
    });
  }, [shown, current]);
  const press = ({ target }: MouseEvent) => {
    const own = target instanceof Element && target.closest("button, a") !== null;
    if (!own && !current) onIntent(openTab(unit, tab));
  };
  const mark = "before:absolute before:inset-y-0 before:-start-6 before:w-0.5 before:bg-ink";
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions, jsx-a11y/no-noninteractive-element-interactions -- Keys have the same in `PanelTabs`.
    <section
      ref={part}
      data-part={tab}
      data-current={current ? "" : undefined}
      onClick={press}
      className={`relative ${current ? "" : "cursor-pointer"} ${current && tab !== "plan" ? mark : ""} ${className}`}
    >
      {children}
    </section>
  );
}
