import { ChevronDown, ChevronUp } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Floor } from "../../../schema/catalogue/catalogue.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import type { StageProps } from "../types.ts";
import type { FloorScene } from "./floorScene.ts";

/** The floor's name and links to the floors above and below. */
export function FloorHead({
  title,
  scene,
  onIntent,
}: {
  readonly title: string;
  readonly scene: FloorScene;
  readonly onIntent: StageProps["onIntent"];
}) {
  const { t } = useTranslation("stage");
  const { building, floor } = scene;
  const place = building.floors.indexOf(floor);
  const go = (to: Floor | undefined) => {
    if (to === undefined) return;
    onIntent({
      kind: "open",
      view: { screen: "floor", building: building.id, floor: to.number },
    });
  };
  const above = building.floors[place + 1];
  const below = building.floors[place - 1];
  return (
    <header className="floor-head">
      <h1 className="font-display leading-tight">{title}</h1>
      <span className="ms-auto flex">
        <IconButton
          label={t("floor.up")}
          size="phone"
          isDisabled={above === undefined}
          onPress={() => go(above)}
        >
          <ChevronUp size={20} strokeWidth={1.5} />
        </IconButton>
        <IconButton
          label={t("floor.down")}
          size="phone"
          isDisabled={below === undefined}
          onPress={() => go(below)}
        >
          <ChevronDown size={20} strokeWidth={1.5} />
        </IconButton>
      </span>
    </header>
  );
}
