import { useTranslation } from "react-i18next";
import type { Unit } from "../../../schema/catalogue/catalogue.ts";
import { useWords } from "../../ui/text/words.ts";
import type { StageProps } from "../types.ts";
import type { FloorScene } from "./floorScene.ts";
import { UnitSections } from "./UnitSections.tsx";

export interface HomeRowsProps {
  readonly stage: StageProps;
  readonly units: readonly Unit[];
  readonly note?: FloorScene["floor"]["note"];
  /** Above the list, if it contains only homes. */
  readonly title: string | undefined;
  readonly selected?: string | undefined;
  readonly onPress: (unit: string) => void;
  /** No plan beside it. */
  readonly alone: boolean;
}

/** Units as a list: beside a plan on a desk, below it on a phone, alone without a plan. */
export function HomeRows(props: HomeRowsProps) {
  const { stage, units, note, alone } = props;
  const { t } = useTranslation("stage");
  const words = useWords();
  return (
    <div className="home-rows" data-alone={alone ? "" : undefined} data-clip="">
      {units.length === 0 && (
        <p className="py-4 text-ink-2">
          {note === undefined ? t("building.noHomes") : words.text(note)}
        </p>
      )}
      <UnitSections
        stage={stage}
        units={units}
        title={props.title}
        selected={props.selected}
        onPress={props.onPress}
      />
    </div>
  );
}
