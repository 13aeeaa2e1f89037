import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { formatAnchor } from "../../../schema/presentation/anchors.ts";
import type { Unit } from "../../../schema/catalogue/catalogue.ts";
import { StatusMark } from "../../ui/StatusMark.tsx";
import { shownPrice } from "../../../schema/catalogue/shownPrice.ts";
import { useWords } from "../../ui/text/words.ts";
import { floorLabel } from "../home/floorLabel.ts";
import { SecondLine } from "../home/parts/SecondPrice.tsx";
import { FactLine } from "../FactLine.tsx";
import { HiddenUnitMark } from "../hearts/HiddenUnitMark.tsx";
import { LongList } from "../LongList.tsx";
import type { StageProps } from "../types.ts";

const ROW_PIXELS = 52;
/** Longest name that leaves room for facts and a price in its line. */
const LONG_NAME = 14;

interface UnitRowsProps extends StageProps {
  readonly units: readonly Unit[];
  /** The open home. */
  readonly chosen?: string | undefined;
  /** At the end of a row, outside its button. */
  readonly renderAfter?: (unit: Unit) => ReactNode;
  /** Whether homes outside the filters are dimmed. */
  readonly quiet?: boolean;
  /** Omits facts that all homes of one layout and area share. */
  readonly sameLayout?: boolean;
}

/** Homes as rows: mark, number, floor and facts, price. Pressing a row opens the home. */
export function UnitRows({
  units,
  chosen,
  renderAfter,
  quiet = false,
  sameLayout = false,
  ...props
}: UnitRowsProps) {
  const [first] = units;
  const sameArea = sameLayout && units.every(({ area }) => area === first?.area);
  return (
    <LongList
      items={units}
      itemPixels={ROW_PIXELS}
      className={quiet ? "[--mk:var(--ink-3)] [&_*]:text-ink-3" : ""}
      itemClassName="flex items-center border-b border-line"
      pointing={props.pointing}
      renderItem={(unit) => (
        <>
          <UnitRow {...props} unit={unit} chosen={unit.id === chosen} sameArea={sameArea} />
          {renderAfter?.(unit)}
        </>
      )}
    />
  );
}

function UnitRow({
  unit,
  chosen,
  sameArea,
  index,
  form,
  onIntent,
}: StageProps & { readonly unit: Unit; readonly chosen: boolean; readonly sameArea: boolean }) {
  const { t } = useTranslation("common");
  const words = useWords();
  const { project } = index;
  const floor = floorLabel(unit, index, words);
  const building = index.buildings.get(unit.building);
  // A bare number is unique only within its building.
  const told = unit.label === undefined && project.buildings.length > 1 ? building : undefined;
  const facts = [
    ...(told === undefined ? [] : [words.building(told)]),
    ...(floor === undefined ? [] : [t("floor", { label: floor })]),
    ...(unit.area === undefined || sameArea ? [] : [words.areaOf(unit.area, project)]),
    words.aspects(unit, project.aspects),
  ].filter((fact) => fact !== "");
  const priced = project.units.some(({ price }) => price !== undefined);
  const text = form === "desk" ? "text-sm" : "text-md";
  const name = words.unit(unit);
  // On a phone the facts move below a name; beside a long name such as "Villa 12, Street 2" the price does not fit
  // either.
  const isLong = name.length > LONG_NAME;
  const isStacked = form === "phone" && (facts.length > 1 || facts.join("").length > LONG_NAME);
  const under = `flex-auto ${unit.status === undefined ? "" : "ps-6"} ${isLong ? "" : "order-1 basis-full"}`;
  return (
    <button
      type="button"
      data-anchor={formatAnchor({ kind: "unit", id: unit.id })}
      onClick={() => onIntent({ kind: "open", view: { screen: "unit", unit: unit.id } })}
      className={`relative flex min-w-0 flex-1 items-center gap-x-3 py-2.5 text-start ${isLong || isStacked ? "flex-wrap" : "@max-[19rem]/stage:flex-wrap"} hover:bg-recess data-highlighted:bg-gold-wash data-highlighted:shadow-[inset_0_0_0_2.5px_var(--gold-mark)] ${chosen ? "before:absolute before:inset-y-0 before:-start-3 before:w-0.5 before:bg-ink" : ""}`}
    >
      {unit.status !== undefined && (
        <>
          <StatusMark status={unit.status} />
          <span className="sr-only">{t(`status.${unit.status}`)}</span>
        </>
      )}
      <bdi
        dir={unit.label === undefined ? undefined : "ltr"}
        className={`font-display text-xl ${isLong ? "flex-[1_1_calc(100%-3rem)] leading-tight [overflow-wrap:anywhere]" : "whitespace-nowrap"}`}
      >
        {name}
      </bdi>
      <span
        className={`${text} min-w-0 text-ink-2 ${isLong || isStacked ? under : "flex-1 @max-[19rem]/stage:flex-auto"}`}
      >
        <FactLine facts={facts} />
      </span>
      <HiddenUnitMark unit={unit} />
      {priced && (
        <span
          className={`${text} ms-auto whitespace-nowrap text-end ${unit.status === "sold" ? "text-ink-3" : ""}`}
        >
          {words.price(unit, project)}
          <SecondLine minor={shownPrice(unit)} project={project} />
        </span>
      )}
    </button>
  );
}
