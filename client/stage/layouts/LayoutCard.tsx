import { useTranslation } from "react-i18next";
import { useWords } from "../../ui/text/words.ts";
import { StatusMark } from "../../ui/StatusMark.tsx";
import type { PlanSize } from "../plan/planSize.ts";
import type { Place } from "../plan/scale.ts";
import { PlanPicture } from "../plan/PlanPicture.tsx";
import type { StageProps } from "../types.ts";
import { SecondLine } from "../home/parts/SecondPrice.tsx";
import { areaRange, type LayoutSummary } from "./layoutSummaries.ts";

interface LayoutCardProps extends StageProps {
  readonly summary: LayoutSummary;
  readonly size: PlanSize | undefined;
  readonly pixelsPerMetre: number;
  readonly place: Place | undefined;
}

/** A layout at the list's scale, with its facts and the number of homes left. */
export function LayoutCard(props: LayoutCardProps) {
  const { summary, size, pixelsPerMetre, place, index, form, onIntent } = props;
  const { layout } = summary;
  const words = useWords();
  const open = () => onIntent({ kind: "open", view: { screen: "layout", layout: layout.id } });
  // At the ends of a row the page's own margin takes the place of padding.
  const starts = place?.first === true ? "" : "border-s border-line ps-7";
  const ends = place?.last === true ? "" : "pe-7";
  const edges = `${starts} ${ends} ${place?.spans === true ? "col-span-full" : ""}`;
  return (
    <li className={`group relative border-t border-line ${edges}`}>
      <span
        aria-hidden="true"
        className={`absolute start-0 end-0 -top-px h-0.5 bg-ink opacity-0 transition-opacity duration-(--motion-state) group-focus-within:opacity-100 ${form === "desk" ? "group-hover:opacity-100" : ""}`}
      />
      <div className="flex h-full flex-col gap-4 py-6">
        <div className="flex flex-1 items-end justify-center">
          {size === undefined ? (
            <p className="py-8 text-center font-display text-3xl text-ink-2">
              {words.text(layout.name)}
            </p>
          ) : (
            // Lies above the title's press area, so that the agent's pointer hits the plan itself.
            <button
              type="button"
              tabIndex={-1}
              aria-hidden="true"
              onClick={open}
              style={{ width: size.metres[0] * pixelsPerMetre }}
              className="relative z-(--z-outline) block max-w-full"
            >
              <PlanPicture
                layout={layout}
                index={index}
                labels={pixelsPerMetre > 16 ? "names" : "none"}
                labelPixels={form === "phone" ? 12 : 11}
                pointing={props.pointing}
                presenting={props.sink !== undefined}
              />
            </button>
          )}
        </div>
        <div>
          <div className="flex flex-wrap items-baseline gap-x-3">
            <h2 className="font-display text-xl">
              <button
                type="button"
                onClick={open}
                className="after:absolute after:inset-0 after:content-['']"
              >
                <bdi>{words.text(layout.name)}</bdi>
              </button>
            </h2>
            <Facts {...props} />
          </div>
          <Homes {...props} />
        </div>
      </div>
    </li>
  );
}

function Facts({ summary: { layout, homes }, index, form }: LayoutCardProps) {
  const words = useWords();
  const area = areaRange(layout, homes);
  const text = form === "desk" ? "text-sm" : "text-md";
  return (
    <>
      {layout.bedrooms !== undefined && (
        <span className={`${text} text-ink-2`}>{words.bedrooms(layout.bedrooms)}</span>
      )}
      {area !== undefined && (
        <span className={`ms-auto ${text} whitespace-nowrap text-ink-2`}>
          {words.areaRange(...area, index.project.areaUnit)}
        </span>
      )}
    </>
  );
}

function Homes({ summary, index, form }: LayoutCardProps) {
  const { t } = useTranslation("stage");
  const words = useWords();
  const { homes, available, fromPrice } = summary;
  const all = t("layouts.homes", { count: homes.length });
  const left = () => {
    if (available === undefined || available === homes.length) return all;
    if (available === 0) return t("layouts.noneLeft", { homes: all });
    return t("layouts.left", { available: words.number(available), homes: all });
  };
  return (
    <div
      className={`mt-1 flex flex-wrap items-center justify-between gap-x-3 ${form === "desk" ? "text-sm" : "text-md"}`}
    >
      <span className="flex items-center gap-2">
        {available !== undefined && (
          <StatusMark status={available > 0 ? "available" : (homes[0]?.status ?? "sold")} />
        )}
        {left()}
      </span>
      {fromPrice !== undefined && (
        <span className="ms-auto text-end whitespace-nowrap">
          {t("layouts.from", {
            price: words.compact(fromPrice, index.project),
          })}
          <SecondLine minor={fromPrice} project={index.project} />
        </span>
      )}
    </div>
  );
}
