import { Rotate3d } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import type { Building } from "../../../schema/catalogue/catalogue.ts";
import { formatAnchor } from "../../../schema/presentation/anchors.ts";
import type { View } from "../../../schema/presentation/presentation.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { useWords } from "../../ui/text/words.ts";
import { AroundLinks, aroundOf } from "../around/AroundLinks.tsx";
import { FiltersNote } from "../layouts/filters/FiltersNote.tsx";
import { homeOver } from "../over.ts";
import type { StageProps } from "../types.ts";
import { BoardGrid } from "./board/BoardGrid.tsx";
import { Legend } from "./Legend.tsx";
import { UnitSheet } from "./UnitSheet.tsx";
import { UnitSections } from "../floor/UnitSections.tsx";
import { byNumber } from "../homeOrder.ts";
import { layoutBoard } from "./board/board.ts";
import { GroundView } from "./GroundView.tsx";
import { partsOf } from "./parts.ts";
import { countHomes } from "./counts.ts";
import { useFigures } from "./useFigures.ts";
import { useSummary } from "./useSummary.ts";
import "./building.css";

export interface BuildingViewProps extends StageProps {
  readonly view: Extract<View, { screen: "building" }>;
  /** The home in the desk's panel beside the board. */
  readonly selected?: string | undefined;
}

const NO_UNITS: readonly never[] = [];

/** A building as its chessboard; villas, plots and units that are not homes as lists. */
export function BuildingView(props: BuildingViewProps) {
  const building = props.index.buildings.get(props.view.building);
  return building && <BuildingBoard {...props} building={building} />;
}

function BuildingBoard(props: BuildingViewProps & { readonly building: Building }) {
  const { building, form, index, onIntent } = props;
  const { t } = useTranslation("stage");
  const words = useWords();
  const units = index.unitsByBuilding.get(building.id) ?? NO_UNITS;
  const { onFloors, listed } = useMemo(() => partsOf(units), [units]);
  const board = useMemo(() => layoutBoard(building, onFloors), [building, onFloors]);
  const others = useMemo(() => listed.toSorted(byNumber), [listed]);
  const counts = useMemo(() => countHomes(units), [units]);
  const selected = props.selected ?? homeOver(props.over);
  const chosen = form === "phone" && selected !== undefined ? index.units.get(selected) : undefined;
  const ofCells = useFigures(index.project, counts.priced);
  const figures = onFloors.length === 0 ? "" : ofCells;
  const summary = useSummary(counts, index.project);
  const around = aroundOf(index, { building: building.id });
  const { orbit } = around;
  const view = useRef<HTMLElement>(null);
  useKeptInSight(view, selected);
  const openUnit = useCallback(
    (unit: string) => {
      if (form === "phone") onIntent({ kind: "over", over: { kind: "home", unit } });
      else onIntent({ kind: "open", view: { screen: "unit", unit } });
    },
    [form, onIntent],
  );

  return (
    <section ref={view} className="building-view" aria-label={words.building(building)}>
      <header className="building-head">
        <h1 className="font-display leading-tight">{words.building(building)}</h1>
        {form === "desk" && <p className="building-summary">{summary}</p>}
        {form === "phone" && (
          <p className="flex items-center gap-2 text-ink-2 text-md">
            {figures}
            {orbit !== undefined && (
              <IconButton
                label={t("around.outside")}
                size="phone"
                className="-my-2 -me-3"
                onPress={() => onIntent({ kind: "open", view: orbit })}
              >
                <Rotate3d size={20} strokeWidth={1.5} aria-hidden="true" />
              </IconButton>
            )}
          </p>
        )}
        <Legend
          counts={counts}
          numbers={form === "desk"}
          figures={form === "desk" && figures !== "" ? figures : undefined}
        />
        {form === "desk" && <AroundLinks {...props} around={around} />}
      </header>
      <FiltersNote
        {...props}
        units={units}
        className={form === "phone" ? "px-5 pb-2" : "px-8 pb-3"}
      />
      {onFloors.length === 0 && units.length > 0 ? (
        <GroundView
          stage={props}
          building={building}
          units={units}
          selected={selected}
          onPress={openUnit}
        />
      ) : (
        <div
          className="building-scroll more-beside"
          data-clip=""
          data-flies={formatAnchor({ kind: "building", id: building.id })}
        >
          {units.length === 0 ? (
            <p className="py-8 text-ink-2">{t("building.noHomes")}</p>
          ) : (
            <>
              <BoardGrid
                board={board}
                building={building}
                stage={props}
                priced={counts.priced}
                selected={selected}
                onOpenUnit={openUnit}
                onOpenFloor={(floor) =>
                  onIntent({
                    kind: "open",
                    view: { screen: "floor", building: building.id, floor },
                  })
                }
              />
              <UnitSections
                stage={props}
                units={others}
                selected={selected}
                onPress={(unit) => onIntent({ kind: "open", view: { screen: "unit", unit } })}
              />
            </>
          )}
        </div>
      )}
      {chosen !== undefined && (
        <UnitSheet
          unit={chosen}
          stage={props}
          onOpen={() => onIntent({ kind: "open", view: { screen: "unit", unit: chosen.id } })}
          onClose={() => onIntent({ kind: "over", over: undefined })}
        />
      )}
    </section>
  );
}

/** Scrolls a home into view that was chosen elsewhere, or that its own sheet covers. */
function useKeptInSight(view: RefObject<HTMLElement | null>, selected: string | undefined): void {
  useEffect(() => {
    if (selected === undefined) return;
    const cell = view.current?.querySelector(`[data-anchor="unit:${CSS.escape(selected)}"]`);
    cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [view, selected]);
}
