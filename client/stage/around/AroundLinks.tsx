import { DoorOpen, Rotate3d } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { View } from "../../../schema/presentation/presentation.ts";
import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import { Button } from "../../ui/Button.tsx";
import type { StageProps } from "../types.ts";

/** What can be looked at from all sides, and from inside. */
export interface Around {
  readonly orbit: View | undefined;
  readonly panorama: View | undefined;
}

/** A building's orbit, and the first room of a layout. */
export function aroundOf(
  { project }: ProjectIndex,
  {
    building,
    layout,
  }: { readonly building?: string | undefined; readonly layout?: string | undefined },
): Around {
  const { orbits = [], panoramas = [] } = project;
  const orbit = orbits.find((one) => building !== undefined && one.building === building);
  const room = panoramas.find((one) => layout !== undefined && one.layout === layout);
  return {
    orbit: orbit && { screen: "orbit", orbit: orbit.id },
    panorama: room && { screen: "panorama", panorama: room.id },
  };
}

interface AroundLinksProps extends Pick<StageProps, "form" | "onIntent"> {
  readonly around: Around;
  readonly className?: string;
}

/** Buttons into the orbit of a building and the panorama of a room; nothing without either. */
export function AroundLinks({ around, form, onIntent, className = "" }: AroundLinksProps) {
  const { t } = useTranslation("stage");
  const size = form === "phone" ? "form" : "desk";
  const icon = {
    size: form === "phone" ? 18 : 16,
    strokeWidth: 1.5,
    "aria-hidden": "true",
  } as const;
  const { orbit, panorama } = around;
  if (orbit === undefined && panorama === undefined) return null;
  return (
    <div className={`flex flex-wrap gap-2 ${className}`}>
      {panorama !== undefined && (
        <Button size={size} onPress={() => onIntent({ kind: "open", view: panorama })}>
          <DoorOpen {...icon} />
          {t("around.inside")}
        </Button>
      )}
      {orbit !== undefined && (
        <Button size={size} onPress={() => onIntent({ kind: "open", view: orbit })}>
          <Rotate3d {...icon} />
          {t("around.outside")}
        </Button>
      )}
    </div>
  );
}
