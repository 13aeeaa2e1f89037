import { I18nProvider, Slider, SliderThumb, SliderTrack } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { Unit } from "../../../../../schema/catalogue/catalogue.ts";
import { matches, without, type Filters } from "../../../../../schema/presentation/filters.ts";
import type { ProjectIndex } from "../../../../../schema/catalogue/projectIndex.ts";
import { LOCALES } from "../../../../ui/text/language.ts";
import { scaleOf } from "../../../../ui/text/money.ts";
import { useWords } from "../../../../ui/text/words.ts";
import { withRange } from "../change.ts";
import { readFigure, useFigures } from "../figures.ts";
import { FilterSection } from "../FilterSection.tsx";
import { histogram } from "./histogram.ts";
import {
  handlesOf,
  rangeOf,
  trackOf,
  typedRange,
  valuesOf,
  type RangeName,
  type Track,
} from "./ranges.ts";
import { shownAs, turnRange } from "../shown.ts";
import { useState } from "react";

export interface RangeFilterProps {
  readonly name: RangeName;
  readonly index: ProjectIndex;
  readonly units: readonly Unit[];
  readonly filters: Filters;
  readonly form: "desk" | "phone";
  readonly onDrag: (filters: Filters) => void;
  readonly onChange: (filters: Filters) => void;
}

const PARTS = 28;

/** A slider with two handles under a histogram of homes; its figures can be typed. Absent if homes lack the data. */
export function RangeFilter({
  name,
  index,
  units,
  filters,
  form,
  onDrag,
  onChange,
}: RangeFilterProps) {
  const { t } = useTranslation("stage");
  const words = useWords();
  const { show, keep } = shownAs(name, index.project, words);
  const figures = useFigures(name, index);
  const track = trackOf(valuesOf(units, name).map(show), name);
  if (track === undefined) return null;
  const range = turnRange(filters[name], show);
  const handles = handlesOf(range, track);
  const others = units.filter((unit) => matches(unit, without(filters, name)));
  const parts = Math.min(PARTS, Math.round((track.max - track.min) / track.step) + 1);
  const bars = histogram(valuesOf(others, name).map(show), track, parts);
  const filtersAt = (next: readonly number[]) =>
    withRange(filters, name, turnRange(rangeOf(next, track), keep));
  const scale = name === "price" ? scaleOf(index.project).size : 1;
  const typed = (at: 0 | 1, text: string) => {
    const value = readFigure(text, { scale, greatest: track.max });
    if (value === undefined) return;
    onChange(withRange(filters, name, turnRange(typedRange(range, at, value, track), keep)));
  };
  // A floor's slider is part of the tower and not mirrored; amounts follow the text direction.
  const locale = name === "floor" ? LOCALES.en : LOCALES[words.language];
  return (
    <FilterSection
      name={name}
      title={figures.title}
      aside={
        <span className="flex items-baseline gap-1" dir={name === "floor" ? "ltr" : undefined}>
          <FigureInput
            label={`${figures.title}, ${t("filters.least")}`}
            text={figures.say(range?.min ?? handles[0])}
            onCommit={(text) => typed(0, text)}
            form={form}
          />
          <span aria-hidden="true">–</span>
          <FigureInput
            label={`${figures.title}, ${t("filters.most")}`}
            text={figures.say(range?.max ?? handles[1], track.isOpen && range?.max === undefined)}
            onCommit={(text) => typed(1, text)}
            form={form}
          />
        </span>
      }
    >
      <I18nProvider locale={locale}>
        <Slider
          aria-label={figures.title}
          minValue={track.min}
          maxValue={track.max}
          step={track.step}
          value={[...handles]}
          formatOptions={figures.options}
          onChange={(next) => onDrag(filtersAt(next))}
          onChangeEnd={(next) => onChange(filtersAt(next))}
          dir={name === "floor" ? "ltr" : undefined}
          className="px-[9px]"
        >
          <Bars counts={bars} track={track} handles={handles} />
          <SliderTrack className="relative h-3 before:absolute before:inset-x-[-9px] before:top-0 before:h-px before:bg-line-strong">
            <Chosen handles={handles} min={track.min} max={track.max} />
            {([0, 1] as const).map((at) => (
              <SliderThumb
                key={at}
                index={at}
                aria-label={t(at === 0 ? "filters.least" : "filters.most")}
                className="top-0 size-[18px] rounded-pill border-[1.5px] border-ink bg-paper transition-[border-width] duration-(--motion-state) before:absolute before:-inset-[13px] before:content-[''] data-dragging:border-[2.5px] data-hovered:border-[2.5px]"
              />
            ))}
          </SliderTrack>
        </Slider>
      </I18nProvider>
    </FilterSection>
  );
}

interface ChosenProps {
  readonly handles: readonly [number, number];
  readonly min: number;
  readonly max: number;
}

/** The track's part between the handles. */
function Chosen({ handles, min, max }: ChosenProps) {
  const share = (value: number) => `${((value - min) / (max - min)) * 100}%`;
  return (
    <span
      className="absolute -top-px h-0.5 bg-ink"
      style={{
        insetInlineStart: share(handles[0]),
        insetInlineEnd: `calc(100% - ${share(handles[1])})`,
      }}
    />
  );
}

interface BarsProps {
  readonly counts: readonly number[];
  readonly track: Track;
  readonly handles: readonly [number, number];
}

/** Number of homes along the track; the part between the handles is darker. */
function Bars({ counts, track, handles }: BarsProps) {
  const most = Math.max(1, ...counts);
  const width = (track.max - track.min) / counts.length;
  const chosen = (at: number): boolean => {
    const middle = track.min + width * (at + 0.5);
    return middle >= handles[0] && middle <= handles[1];
  };
  return (
    <div aria-hidden="true" className="-mx-[9px] flex h-9 items-end gap-0.5 px-[5px]">
      {counts.map((count, at) => (
        <span
          key={at}
          className={`flex-1 transition-colors duration-(--motion-state) ${chosen(at) ? "bg-ink-3" : "bg-line-strong"}`}
          style={{ height: count === 0 ? 0 : `${8 + (count / most) * 92}%` }}
        />
      ))}
    </div>
  );
}

interface FigureInputProps {
  readonly label: string;
  /** The text while the field is not being edited. */
  readonly text: string;
  readonly onCommit: (text: string) => void;
  readonly form: "desk" | "phone";
}

/** A figure that looks like text and can be edited. Enter or blur commits, Escape cancels. */
function FigureInput({ label, text, onCommit, form }: FigureInputProps) {
  const [typed, setTyped] = useState<string | undefined>();
  const leave = () => {
    if (typed !== undefined && typed !== text) onCommit(typed);
    setTyped(undefined);
  };
  const shown = typed ?? text;
  return (
    <input
      aria-label={label}
      inputMode="decimal"
      size={Math.max(2, shown.length)}
      value={shown}
      onFocus={(focus) => focus.target.select()}
      onChange={(change) => setTyped(change.target.value)}
      onBlur={leave}
      onKeyDown={(key) => {
        if (key.key === "Enter") leave();
        if (key.key === "Escape") setTyped(undefined);
      }}
      className={`min-w-0 rounded-xs border-b border-transparent bg-transparent text-center text-ink [field-sizing:content] hover:border-control focus:border-ink ${form === "phone" ? "min-h-(--target) min-w-(--target)" : ""}`}
    />
  );
}
