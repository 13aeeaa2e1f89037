import {
  type ReactNode,
  useEffect,
  useRef,
  useState,
  type FocusEvent,
  type RefObject,
} from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { Layout, Unit } from "../../../schema/catalogue/catalogue.ts";
import { HOME_TABS, type HomeTab, type View } from "../../../schema/presentation/presentation.ts";
import { shownPrice } from "../../../schema/catalogue/shownPrice.ts";
import { useWords } from "../../ui/text/words.ts";
import { PlanSheet } from "../plan/PlanSheet.tsx";
import { AroundLinks, aroundOf } from "../around/AroundLinks.tsx";
import { HiddenUnitMark } from "../hearts/HiddenUnitMark.tsx";
import { LikedBy } from "../hearts/LikedBy.tsx";
import { HomeActions } from "./parts/HomeActions.tsx";
import { homeFacts, homeLine, type HomeFacts } from "./homeFacts.ts";
import { HomeGallery } from "./parts/HomeGallery.tsx";
import { HomeLocation } from "./parts/HomeLocation.tsx";
import { HomePrice } from "./parts/HomePrice.tsx";
import { SecondPrice } from "./parts/SecondPrice.tsx";
import { HomeTitle } from "./parts/HomeTitle.tsx";
import { PaymentBar } from "./parts/PaymentBar.tsx";
import { SimilarHomes } from "./parts/SimilarHomes.tsx";
import { openTab, shownTab, tabsOf, followPointedTab, type PointedTab } from "./tabs.ts";
import type { StageProps } from "../types.ts";
import { browserTiming } from "../../ui/timing.ts";
import type { PointingSource } from "../pointing.ts";

export interface HomeTabsProps extends HomeViewProps {
  readonly unit: Unit;
  /** The layout to draw here; absent if it is drawn elsewhere or nowhere. */
  readonly layout: Layout | undefined;
}

/** All facts of a home. Only tabs with content are shown, and no tab bar for a single one. */
export function HomeTabs(props: HomeTabsProps) {
  const { unit, index, view, pointing, onIntent } = props;
  const words = useWords();
  const titles = useTitles(props);
  const tabs = tabsOf(index.project);
  const opened = shownTab(view, index.project);
  const pointed = usePointedTab(pointing, opened);
  const shown = pointed !== undefined && tabs.includes(pointed) ? pointed : opened;
  const around = useKeptFocus<HTMLDivElement>(shown);
  if (tabs.length === 1) {
    return (
      <div data-clip="" className="h-full overflow-y-auto px-5 pt-4 pb-6">
        <TabContent {...props} tab="plan" />
      </div>
    );
  }
  return (
    <div {...around} className="h-full">
      <Tabs
        selectedKey={shown}
        onSelectionChange={(key) => {
          const tab = HOME_TABS.find((name) => name === key);
          if (tab !== undefined && tab !== shown) onIntent(openTab(unit.id, tab));
        }}
        className="flex h-full flex-col"
      >
        <TabList
          aria-label={words.unit(unit)}
          className="more-beside flex shrink-0 gap-5 overflow-x-auto border-b border-line px-5 [scrollbar-width:none]"
        >
          {tabs.map((tab) => (
            <Tab
              key={tab}
              id={tab}
              className="-mb-px flex target shrink-0 cursor-pointer items-center justify-center border-b-2 border-transparent text-md whitespace-nowrap text-ink-2 data-selected:border-ink data-selected:text-ink"
            >
              {titles[tab]}
            </Tab>
          ))}
        </TabList>
        {tabs.map((tab) => (
          <TabPanel
            key={tab}
            id={tab}
            data-clip=""
            className="min-h-0 flex-1 overflow-y-auto px-5 pt-5 pb-6 outline-none"
          >
            <TabContent {...props} tab={tab} />
          </TabPanel>
        ))}
      </Tabs>
    </div>
  );
}

function useTitles({ layout, index }: HomeTabsProps): Readonly<Record<HomeTab, string>> {
  const { t } = useTranslation("stage");
  const words = useWords();
  return {
    plan: t(layout === undefined ? "home.tabs.home" : "home.tabs.plan"),
    views: `${t("home.tabs.views")} ${words.number(index.project.gallery.length)}`,
    payment: t("home.tabs.payment"),
    location: t("home.tabs.location"),
  };
}

function TabContent({ tab, ...props }: HomeTabsProps & { readonly tab: HomeTab }): ReactNode {
  const { unit, layout, index } = props;
  const { t } = useTranslation(["stage", "common"]);
  const words = useWords();
  const facts = homeFacts(unit, { t, words, index });
  const { payment } = index.project;
  switch (tab) {
    case "plan":
      return (
        <>
          {layout !== undefined && <PlanSheet {...props} layout={layout} />}
          <Summary {...props} facts={facts} />
        </>
      );
    case "views":
      return (
        <>
          <TabTitle unit={unit} />
          <HomeGallery {...props} />
        </>
      );
    case "payment":
      if (payment === undefined) return null;
      return (
        <>
          <HomeTitle unit={unit} form="phone" />
          <HomePrice
            facts={facts}
            form="phone"
            priced={unit.price !== undefined || unit.status === "sold"}
          />
          <SecondPrice unit={unit} project={index.project} />
          <div className="mt-3 border-t border-line">
            <PaymentBar
              plan={payment}
              price={shownPrice(unit)}
              currency={index.project}
              form="phone"
            />
          </div>
        </>
      );
    case "location":
      return (
        <>
          <TabTitle unit={unit} />
          <HomeLocation {...props} unit={unit} />
        </>
      );
  }
}

/** The home to which the pictures or the location belong. */
function TabTitle({ unit }: { readonly unit: Unit }) {
  return (
    <div className="pb-4">
      <HomeTitle unit={unit} form="phone" />
    </div>
  );
}

function Summary(props: HomeTabsProps & { readonly facts: HomeFacts }) {
  const { unit, layout, facts, index } = props;
  const { t } = useTranslation(["stage", "common"]);
  const words = useWords();
  const priced = index.project.units.some(({ price }) => price !== undefined);
  return (
    <>
      <div className={`pb-3 ${layout === undefined ? "" : "pt-5"}`}>
        <HomeTitle unit={unit} form="phone" />
        <HiddenUnitMark unit={unit} word />
        <p className="mt-1 text-lg text-ink-2">{homeLine(facts, { t, words, index })}</p>
        <div className="mt-1.5">
          <HomePrice facts={facts} form="phone" priced={priced} />
          <SecondPrice unit={unit} project={index.project} />
        </div>
      </div>
      <AroundLinks {...props} around={aroundOf(index, unit)} className="pb-4" />
      <FactColumns facts={facts} />
      <LikedBy likers={props.likes?.get(unit.id)} />
      <div className="flex flex-col gap-6 pt-4">
        <SimilarHomes {...props} />
        <HomeActions {...props} />
      </div>
    </>
  );
}

function FactColumns({ facts }: { readonly facts: HomeFacts }) {
  const { t } = useTranslation("stage");
  const known = [
    { name: t("home.facts.area"), value: facts.area },
    { name: t("home.facts.terrace"), value: facts.terrace },
    { name: t("home.facts.faces"), value: facts.compass ?? facts.aspects },
    { name: t("home.facts.phase"), value: facts.phase },
  ].filter(({ value }) => value !== undefined);
  if (known.length === 0) return null;
  return (
    <div className="overflow-hidden border-t border-line">
      {/* The line before the first fact of each row is clipped. */}
      <dl className="-ms-[calc(1rem+1px)] grid grid-cols-[repeat(auto-fit,minmax(max(30%,5.5rem),1fr))]">
        {known.map(({ name, value }) => (
          <div key={name} className="border-s border-line py-3 ps-4">
            <dt className="text-md text-ink-3">{name}</dt>
            <dd className="text-lg normal-nums">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

export interface HomeViewProps extends StageProps {
  readonly view: Extract<View, { screen: "unit" }>;
}

/** The part of the home that the agent points at; `undefined`: none, so the `opened` one is shown. */
function usePointedTab(source: PointingSource | undefined, opened: HomeTab): HomeTab | undefined {
  const [pointed, setPointed] = useState<HomeTab>();
  const followed = useRef<PointedTab>(undefined);
  const known = useRef(opened);
  useEffect(() => {
    if (source === undefined) return undefined;
    const following = followPointedTab(source, browserTiming, (tab) =>
      // Pointing at the open part changes nothing, and renders nothing.
      setPointed(tab === known.current ? undefined : tab),
    );
    followed.current = following;
    return () => {
      following.close();
      followed.current = undefined;
    };
  }, [source]);
  useEffect(() => {
    if (known.current === opened) return;
    known.current = opened;
    followed.current?.reset();
  }, [opened]);
  return source === undefined ? undefined : pointed;
}

/**
 * Keeps the focus within tabs whose panel is replaced from elsewhere: the focused element would be removed, and a
 * keyboard user would start again at the top of the page. Spread the props on the element around the tabs.
 */
function useKeptFocus<Around extends HTMLElement>(
  shown: string,
): {
  readonly ref: RefObject<Around | null>;
  readonly onFocus: () => void;
  readonly onBlur: (left: FocusEvent) => void;
} {
  const ref = useRef<Around>(null);
  const within = useRef(false);
  const known = useRef(shown);
  useEffect(() => {
    if (known.current === shown) return;
    known.current = shown;
    const { activeElement, body } = document;
    if (activeElement === null) return;
    // An outgoing panel still has the focus.
    const leaving = ref.current?.contains(activeElement) === true;
    const lost = activeElement === body || leaving;
    if (!within.current || !lost || activeElement.closest('[role="tablist"]') !== null) return;
    const tab = ref.current?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]');
    tab?.focus({ preventScroll: true });
  }, [shown]);
  return {
    ref,
    onFocus: () => {
      within.current = true;
    },
    // Without a next element the focus went nowhere: the focused element was removed, or the page lost the focus.
    onBlur: ({ relatedTarget }) => {
      if (relatedTarget !== null) within.current = ref.current?.contains(relatedTarget) === true;
    },
  };
}
