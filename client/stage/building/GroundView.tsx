import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Building, Unit } from "../../../schema/catalogue/catalogue.ts";
import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import { FloorPlan } from "../floor/FloorPlan.tsx";
import type { FloorScene } from "../floor/floorScene.ts";
import { HomeRows } from "../floor/HomeRows.tsx";
import { byNumber } from "../homeOrder.ts";
import type { StageProps } from "../types.ts";
import "../floor/floor.css";

export interface GroundViewProps {
  readonly stage: StageProps;
  readonly building: Building;
  readonly units: readonly Unit[];
  readonly selected: string | undefined;
  /** A press on the plan. */
  readonly onPress: (unit: string) => void;
}

/** The plan of a building's ground floor, if it has one: a masterplan of its villas or plots. */
function planOf(
  { plans }: ProjectIndex,
  building: Building,
  units: readonly Unit[],
): FloorScene | undefined {
  const floor = building.floors.find(({ plan }) => plans.get(plan ?? "")?.picture !== undefined);
  return floor && { building, floor, units };
}

/** Villas, townhouses and plots: a list instead of a board, with a plan if there is one. */
export function GroundView({ stage, building, units, selected, onPress }: GroundViewProps) {
  const { t } = useTranslation("stage");
  const sorted = useMemo(() => units.toSorted(byNumber), [units]);
  const scene = useMemo(
    () => planOf(stage.index, building, sorted),
    [stage.index, building, sorted],
  );
  const open = (unit: string) => stage.onIntent({ kind: "open", view: { screen: "unit", unit } });
  const isDesk = stage.form === "desk";
  return (
    <div className="floor-view" data-ground="">
      {scene !== undefined && (
        <div className="floor-main">
          <div className="floor-plan">
            <FloorPlan stage={stage} scene={scene} chosen={selected} onPress={onPress} />
          </div>
        </div>
      )}
      {/* On a phone the sheet of a chosen home replaces the list. */}
      {(isDesk || scene === undefined || selected === undefined) && (
        <HomeRows
          stage={stage}
          units={sorted}
          title={isDesk && scene !== undefined ? t("building.list") : undefined}
          selected={selected}
          onPress={open}
          alone={scene === undefined}
        />
      )}
    </div>
  );
}
