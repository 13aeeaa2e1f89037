import { Maximize, Minus, Plus } from "lucide-react";
import type { RefObject } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../ui/IconButton.tsx";
import type { PictureCamera } from "./camera/pictureCamera.ts";

const STEP = 1.6;

/** The camera commands used by the buttons. */
export type ZoomedCamera = Pick<PictureCamera, "zoomBy" | "showWhole">;

/** Zoom in, zoom out, show all: in the picture's lower end corner. */
export function PictureControls({
  camera,
}: {
  readonly camera: RefObject<ZoomedCamera | undefined>;
}) {
  const { t } = useTranslation("stage");
  return (
    <div className="picture-controls">
      <IconButton label={t("picture.closer")} onPress={() => camera.current?.zoomBy(STEP)}>
        <Plus size={16} strokeWidth={1.5} />
      </IconButton>
      <IconButton label={t("picture.farther")} onPress={() => camera.current?.zoomBy(1 / STEP)}>
        <Minus size={16} strokeWidth={1.5} />
      </IconButton>
      <IconButton label={t("picture.whole")} onPress={() => camera.current?.showWhole()}>
        <Maximize size={15} strokeWidth={1.5} />
      </IconButton>
    </div>
  );
}
