import { useTranslation } from "react-i18next";
import type { Project, Unit } from "../../../schema/catalogue/catalogue.ts";
import { matches } from "../../../schema/presentation/filters.ts";
import { StatusMark } from "../../ui/StatusMark.tsx";
import { useWords } from "../../ui/text/words.ts";
import { FactLine } from "../FactLine.tsx";
import { HiddenUnitMark } from "../hearts/HiddenUnitMark.tsx";
import { LongList } from "../LongList.tsx";
import type { StageProps } from "../types.ts";
import type { FloorScene } from "./floorScene.ts";

const ROW_PIXELS = 48;
/** Characters of a name that leave room for facts and a price in its line. */
const LONG_NAME = 10;

/** The homes of a floor as a list: beside the plan on a desk, below it on a phone, alone where there is no plan. */
export function HomeRows({
  stage,
  scene,
  onPress,
  alone,
}: {
  readonly stage: StageProps;
  readonly scene: FloorScene;
  readonly onPress: (unit: string) => void;
  readonly alone: boolean;
}) {
  const { t } = useTranslation(["stage", "common"]);
  const words = useWords();
  const { note } = scene.floor;
  return (
    <div className="home-rows" data-alone={alone ? "" : undefined} data-clip="">
      {stage.form === "desk" && scene.units.length > 0 && (
        <h2 className="pb-3 text-sm text-ink-2">{t("floor.homes")}</h2>
      )}
      {scene.units.length === 0 && (
        <p className="py-4 text-ink-2">
          {note === undefined ? t("building.noHomes") : words.text(note)}
        </p>
      )}
      <LongList
        items={scene.units}
        itemPixels={ROW_PIXELS}
        pointing={stage.pointing}
        renderItem={(unit) => (
          <HomeRow
            unit={unit}
            project={stage.index.project}
            out={!matches(unit, stage.state.filters)}
            onPress={() => onPress(unit.id)}
          />
        )}
      />
    </div>
  );
}

function HomeRow({
  unit,
  project,
  out,
  onPress,
}: {
  readonly unit: Unit;
  readonly project: Project;
  readonly out: boolean;
  readonly onPress: () => void;
}) {
  const { t } = useTranslation(["stage", "common"]);
  const words = useWords();
  const facts = [
    unit.bedrooms === undefined ? undefined : words.bedroomsShort(unit.bedrooms),
    unit.area === undefined ? undefined : words.areaOf(unit.area, project),
  ].filter((fact) => fact !== undefined);
  return (
    <button
      type="button"
      className="home-row"
      data-anchor={`unit:${unit.id}`}
      data-out={out ? "" : undefined}
      data-long={words.unitShort(unit).length > LONG_NAME ? "" : undefined}
      onClick={onPress}
    >
      {unit.status !== undefined && (
        <>
          <StatusMark status={unit.status} />
          <span className="sr-only">{t(`common:status.${unit.status}`)}</span>
        </>
      )}
      <bdi dir="ltr" className="home-row-number font-display">
        {words.unitShort(unit)}
      </bdi>
      <span className="home-row-facts">
        <FactLine facts={facts} />
      </span>
      <HiddenUnitMark unit={unit} />
      {(unit.status === "sold" || unit.price !== undefined) && (
        <span className={`ms-auto shrink-0 ${unit.status === "sold" ? "text-ink-3" : ""}`}>
          {words.price(unit, project)}
        </span>
      )}
    </button>
  );
}
