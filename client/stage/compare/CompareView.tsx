import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Unit } from "../../../schema/catalogue/catalogue.ts";
import type { View } from "../../../schema/presentation/presentation.ts";
import { Button } from "../../ui/Button.tsx";
import { useWords } from "../../ui/text/words.ts";
import { commonScale } from "../plan/scale.ts";
import { planSize } from "../plan/planSize.ts";
import { useSize } from "../../base/react/useSize.ts";
import type { StageProps } from "../types.ts";
import { SecondLine, useSecondPrices } from "../home/parts/SecondPrice.tsx";
import { MOST_COMPARED, togetherOf } from "./compared.ts";
import { CompareColumnHead, ComparePlan } from "./CompareColumn.tsx";
import { compareRows } from "./compareRows.ts";

export interface CompareViewProps extends StageProps {
  readonly view: Extract<View, { screen: "compare" }>;
}

/** Columns visible at once on a phone; a third is scrolled to. */
const PHONE_COLUMNS = 2;
/** Both margins of the phone. */
const PHONE_MARGINS_PIXELS = 40;
/** At twice the usual text size a column needs more than half a screen. */
const NARROWEST_COLUMN = "8.5rem";
const TALLEST_PIXELS = { desk: 280, phone: 190 } as const;

/** One to three homes side by side: plans at one scale, rows aligned, differences in ink. */
export function CompareView(props: CompareViewProps) {
  const { view, index, form, onIntent, state } = props;
  const { t } = useTranslation(["stage", "common"]);
  const words = useWords();
  const [ref, { width }] = useSize();
  const units = view.units.flatMap((id) => index.units.get(id) ?? []);
  const total = togetherOf(units);
  const second = useSecondPrices(index.project);
  const rows = compareRows(units, { t, words, index, second });
  const labelPixels = form === "desk" ? 120 : 0;
  const columnPixels =
    form === "phone"
      ? (width - PHONE_MARGINS_PIXELS) / Math.min(PHONE_COLUMNS, units.length)
      : (width - labelPixels) / MOST_COMPARED;
  const sizes = units.flatMap((unit) => {
    const layout = unit.layout === undefined ? undefined : index.layouts.get(unit.layout);
    const size = layout && planSize(layout, index);
    return size === undefined ? [] : [size.metres];
  });
  const pixelsPerMetre = commonScale(sizes, {
    widthPixels: columnPixels - (form === "phone" ? 12 : 40),
    heightPixels: TALLEST_PIXELS[form],
  });
  const show = (ids: readonly string[]) =>
    onIntent({
      kind: "open",
      view: ids.length === 0 ? { screen: "shortlist" } : { screen: "compare", units: [...ids] },
    });
  const addable = state.shortlist.filter((id) => !view.units.includes(id) && index.units.has(id));
  const columns =
    form === "desk"
      ? `${labelPixels}px repeat(${units.length}, minmax(0, ${columnPixels}px))`
      : `repeat(${units.length}, minmax(${NARROWEST_COLUMN}, ${columnPixels}px))`;
  return (
    <div
      data-clip=""
      className={`h-full overflow-y-auto bg-ground ${form === "desk" ? "px-8 pt-5 pb-8 text-sm" : "pt-4 pb-6 text-md"}`}
    >
      <div className={`flex flex-wrap items-center gap-4 pb-4 ${form === "phone" ? "px-5" : ""}`}>
        <h1 className={`font-display leading-tight ${form === "desk" ? "text-3xl" : "text-2xl"}`}>
          {t("compare.title")}
        </h1>
        {total !== undefined && (
          <p className="text-ink-2">
            {t("compare.together", { price: words.money(total, index.project) })}
            <SecondLine minor={total} project={index.project} />
          </p>
        )}
        {props.canShortlist && view.units.length < MOST_COMPARED && (
          <AddHomes
            index={index}
            ids={addable}
            form={form}
            onAdd={(id) => show([...view.units, id])}
          />
        )}
      </div>
      <div
        ref={ref}
        className={
          form === "phone"
            ? "more-beside snap-x snap-mandatory overflow-x-auto scroll-px-5 px-5"
            : ""
        }
      >
        {width > 0 && (
          <table className="grid w-max min-w-full" style={{ gridTemplateColumns: columns }}>
            <thead className="contents">
              <tr className="contents">
                {form === "desk" && <HiddenHead scope="col" name={t("compare.title")} />}
                {units.map((unit) => (
                  <CompareColumnHead
                    key={unit.id}
                    {...props}
                    unit={unit}
                    onRemove={() => show(view.units.filter((id) => id !== unit.id))}
                  />
                ))}
              </tr>
            </thead>
            <tbody className="contents">
              <tr className="contents">
                {form === "desk" && <HiddenHead scope="row" name={t("home.tabs.plan")} />}
                {units.map((unit) => (
                  <ComparePlan
                    key={unit.id}
                    {...props}
                    unit={unit}
                    pixelsPerMetre={pixelsPerMetre}
                  />
                ))}
              </tr>
              {rows.map((row) => (
                <tr key={row.key} className="contents">
                  <th
                    scope="row"
                    className={
                      form === "desk"
                        ? "border-t border-line py-3 text-start font-normal text-ink-3"
                        : "sticky start-0 col-span-full row-auto w-max border-t-0 pt-3 text-start text-[0.8125rem] font-normal text-ink-3"
                    }
                  >
                    {row.name}
                  </th>
                  {row.values.map((value, at) => (
                    <td
                      key={units[at]?.id ?? at}
                      className={`${form === "desk" ? "border-t border-line py-3 ps-5" : "min-w-0 snap-start border-b border-line pe-3 pb-3 [overflow-wrap:anywhere]"} whitespace-pre-line ${row.key === "price" ? "font-display text-xl" : "normal-nums"} ${row.differs ? "text-ink" : "text-ink-3"}`}
                    >
                      {value}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </div>
  );
}

/** A heading for screen readers only, where sighted readers see its meaning. */
function HiddenHead({ scope, name }: { readonly scope: "col" | "row"; readonly name: string }) {
  return (
    <th scope={scope}>
      <span className="sr-only">{name}</span>
    </th>
  );
}

interface AddHomesProps extends Pick<StageProps, "index" | "form"> {
  readonly ids: readonly string[];
  readonly onAdd: (id: string) => void;
}

/** Shortlisted homes that are not in the comparison yet. */
function AddHomes({ index, ids, form, onAdd }: AddHomesProps) {
  const { t } = useTranslation("stage");
  const words = useWords();
  const units = ids.flatMap((id): Unit[] => {
    const unit = index.units.get(id);
    return unit === undefined ? [] : [unit];
  });
  return units.slice(0, 4).map((unit) => (
    <Button
      key={unit.id}
      size={form}
      aria-label={`${t("compare.add")}: ${words.unit(unit)}`}
      onPress={() => onAdd(unit.id)}
    >
      <Plus size={14} strokeWidth={1.5} aria-hidden="true" />
      <bdi className="normal-nums">{words.unit(unit)}</bdi>
    </Button>
  ));
}
