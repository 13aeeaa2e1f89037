import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { View } from "../../../schema/presentation/presentation.ts";
import { useWords } from "../../ui/text/words.ts";
import { FiltersNote } from "../layouts/filters/FiltersNote.tsx";
import { sortHomes } from "../homeOrder.ts";
import { homeOver, type Over } from "../over.ts";
import type { StageProps } from "../types.ts";
import { FloorHead } from "./FloorHead.tsx";
import { FloorPlan } from "./FloorPlan.tsx";
import type { FloorScene } from "./floorScene.ts";
import { HomeRows } from "./HomeRows.tsx";
import { HomeSheet } from "./HomeSheet.tsx";
import "./floor.css";

export interface FloorViewProps extends StageProps {
  readonly view: Extract<View, { screen: "floor" }>;
}

/** A floor: its plan with the homes, and the homes as a list. */
export function FloorView(props: FloorViewProps) {
  const { form, index, onIntent } = props;
  const { t } = useTranslation("stage");
  const words = useWords();
  const scene = useScene(props);
  if (scene === undefined) return undefined;
  const { building, floor } = scene;
  const hasPlan = floor.plan !== undefined && index.plans.get(floor.plan)?.picture !== undefined;
  const tapped = homeOver(props.over);
  const chosen = tapped === undefined ? undefined : index.units.get(tapped);
  const open = (unit: string) => onIntent({ kind: "open", view: { screen: "unit", unit } });
  const openOver = (over: Over | undefined) => onIntent({ kind: "over", over });
  const press =
    form === "phone" && hasPlan ? (unit: string) => openOver({ kind: "home", unit }) : open;
  const title = t("floor.title", { building: words.building(building), label: floor.label });
  return (
    <section className="floor-view" aria-label={title}>
      <div className="floor-main">
        <FloorHead title={title} scene={scene} onIntent={onIntent} />
        <FiltersNote
          {...props}
          units={scene.units}
          className={form === "phone" ? "px-5 pb-2" : "px-8 pb-3"}
        />
        {hasPlan && (
          <div className="floor-plan">
            <FloorPlan stage={props} scene={scene} chosen={tapped} onPress={press} />
          </div>
        )}
      </div>
      {form === "phone" && chosen !== undefined ? (
        <HomeSheet
          unit={chosen}
          index={index}
          hearts={props.hearts}
          onOpen={() => open(chosen.id)}
          onClose={() => openOver(undefined)}
        />
      ) : (
        <HomeRows
          stage={props}
          units={scene.units}
          note={floor.note}
          title={form === "desk" ? t("floor.homes") : undefined}
          onPress={press}
          alone={!hasPlan}
        />
      )}
    </section>
  );
}

function useScene({ index, view }: FloorViewProps): FloorScene | undefined {
  return useMemo(() => {
    const building = index.buildings.get(view.building);
    const floor = index.floor(view.building, view.floor);
    if (building === undefined || floor === undefined) return undefined;
    const own = (index.unitsByBuilding.get(building.id) ?? []).filter(
      (unit) => unit.floor <= floor.number && floor.number <= (unit.topFloor ?? unit.floor),
    );
    return { building, floor, units: sortHomes(own, floor, building) };
  }, [index, view.building, view.floor]);
}
