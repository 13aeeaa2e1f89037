import { useState, type ReactNode } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { Unit } from "../../../schema/catalogue.ts";
import type { View } from "../../../schema/presentation.ts";
import { useWords } from "../../ui/words.ts";
import { PlanSheet } from "../plan/PlanSheet.tsx";
import type { StageProps } from "../types.ts";
import { HeldBack } from "../hearts/HeldBack.tsx";
import { LikedBy } from "../hearts/LikedBy.tsx";
import { HomeActions } from "./HomeActions.tsx";
import { homeFacts, homeLine, type HomeFacts } from "./homeFacts.ts";
import { HomeGallery } from "./HomeGallery.tsx";
import { HomeLocation } from "./HomeLocation.tsx";
import { HomePrice } from "./HomePrice.tsx";
import { HomeTitle } from "./HomeTitle.tsx";
import { PaymentBar } from "./PaymentBar.tsx";
import { Sisters } from "./Sisters.tsx";

export interface HomeViewProps extends StageProps {
  readonly view: Extract<View, { screen: "unit" }>;
}

interface TabContent {
  readonly id: "plan" | "views" | "payment" | "location";
  readonly title: string;
  readonly content: ReactNode;
}

/** One home on a phone. Only the tabs that have something to show; a single one needs no tab. */
export function HomeView(props: HomeViewProps) {
  const { view, index } = props;
  const { t } = useTranslation(["stage", "common"]);
  const words = useWords();
  const unit = index.units.get(view.unit);
  const [chosen, setChosen] = useState<string>("plan");
  if (unit === undefined) return <p className="p-5 text-lg text-ink-2">{t("home.missing")}</p>;
  const facts = homeFacts(unit, { t, words, index });
  const tabs = tabsOf(props, unit, facts, { t, words });
  const open = tabs.find(({ id }) => id === chosen) ?? tabs[0];
  if (open === undefined || tabs.length === 1) {
    return (
      <div data-clip="" className="h-full overflow-y-auto bg-ground px-5 pt-4 pb-6">
        {open?.content}
      </div>
    );
  }
  return (
    <Tabs
      selectedKey={open.id}
      onSelectionChange={(key) => setChosen(String(key))}
      className="flex h-full flex-col bg-ground"
    >
      <TabList
        aria-label={words.unit(unit)}
        className="flex shrink-0 gap-6 overflow-x-auto border-b border-line px-5 [scrollbar-width:none]"
      >
        {tabs.map(({ id, title }) => (
          <Tab
            key={id}
            id={id}
            className="-mb-px flex min-h-(--target) cursor-pointer items-center border-b-2 border-transparent text-md whitespace-nowrap text-ink-2 data-selected:border-ink data-selected:text-ink"
          >
            {title}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ id, content }) => (
        <TabPanel
          key={id}
          id={id}
          data-clip=""
          className="min-h-0 flex-1 overflow-y-auto px-5 pt-5 pb-6 outline-none"
        >
          {content}
        </TabPanel>
      ))}
    </Tabs>
  );
}

type Said = Pick<Parameters<typeof homeFacts>[1], "t" | "words">;

function tabsOf(
  props: HomeViewProps,
  unit: Unit,
  facts: HomeFacts,
  { t, words }: Said,
): readonly TabContent[] {
  const { gallery, payment, masterplans, currency, location } = props.index.project;
  const layout = unit.layout === undefined ? undefined : props.index.layouts.get(unit.layout);
  const placed = location !== undefined || masterplans.some(({ picture }) => picture !== undefined);
  return [
    {
      id: "plan",
      title: t("home.tabs.plan"),
      content: (
        <>
          {layout !== undefined && <PlanSheet {...props} layout={layout} />}
          <Summary {...props} unit={unit} facts={facts} />
        </>
      ),
    },
    ...(gallery.length > 0
      ? [
          {
            id: "views",
            title: `${t("home.tabs.views")} ${words.number(gallery.length)}`,
            content: <HomeGallery {...props} />,
          } as const,
        ]
      : []),
    ...(payment === undefined
      ? []
      : [
          {
            id: "payment",
            title: t("home.tabs.payment"),
            content: (
              <>
                <HomePrice facts={facts} form="phone" priced={unit.price !== undefined} />
                <div className="mt-3 border-t border-line">
                  <PaymentBar plan={payment} price={unit.price} currency={currency} form="phone" />
                </div>
              </>
            ),
          } as const,
        ]),
    ...(placed
      ? [
          {
            id: "location",
            title: t("home.tabs.location"),
            content: <HomeLocation {...props} unit={unit} />,
          } as const,
        ]
      : []),
  ];
}

function Summary(props: HomeViewProps & { readonly unit: Unit; readonly facts: HomeFacts }) {
  const { unit, facts, index } = props;
  const { t } = useTranslation(["stage", "common"]);
  const words = useWords();
  const priced = index.project.units.some(({ price }) => price !== undefined);
  return (
    <>
      <div className="pt-5 pb-3">
        <HomeTitle unit={unit} form="phone" />
        <HeldBack unit={unit} word />
        <p className="mt-1 text-lg text-ink-2">{homeLine(facts, { t, words, index })}</p>
        <div className="mt-1.5">
          <HomePrice facts={facts} form="phone" priced={priced} />
        </div>
      </div>
      <FactColumns facts={facts} />
      <LikedBy likers={props.likes?.get(unit.id)} />
      <div className="flex flex-col gap-6 pt-4">
        <Sisters {...props} />
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
  ].filter(({ value }) => value !== undefined);
  if (known.length === 0) return null;
  return (
    <dl className="flex flex-wrap border-t border-line">
      {known.map(({ name, value }) => (
        <div
          key={name}
          className="min-w-[30%] flex-1 border-s border-line py-3 ps-4 first:border-s-0 first:ps-0"
        >
          <dt className="text-md text-ink-3">{name}</dt>
          <dd className="text-lg normal-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
