import type { ReactNode, RefObject } from "react";
import type { Picture } from "../../../schema/catalogue/catalogue.ts";
import { PictureControls } from "./PictureControls.tsx";
import { PictureImage } from "./PictureImage.tsx";
import type { Fit } from "./camera/camera.ts";
import { PictureFramesContext } from "./camera/frames.ts";
import type { PictureCamera } from "./camera/pictureCamera.ts";
import { useReveal } from "./camera/reveal.ts";
import { usePictureCamera, type CameraStage } from "./camera/usePictureCamera.ts";
import { usePictureKeys, type PictureKeys } from "./usePictureKeys.ts";

export interface PictureViewProps {
  /** The picture's anchor, for pointers and cameras: `masterplan:aerial`. */
  readonly anchor: string;
  /** Absent if the children draw it themselves. */
  readonly picture?: Picture | undefined;
  /** The picture's own pixels, or the units of the children's drawing. */
  readonly size: readonly [width: number, height: number];
  readonly label: string;
  readonly fit?: Fit;
  readonly stage: CameraStage;
  /** Drawn on the picture and moved with it: `Outlines`, or an SVG that fills the box. */
  readonly children?: ReactNode;
  /** Fixed over the viewport: a switch, a small map. */
  readonly overlay?: ReactNode;
  /** Shows zoom buttons; wheel, pinch and keys work without them. */
  readonly controls?: boolean;
  /** Margin around the picture at zoom 1, for instance `inset-8`. */
  readonly className?: string;
}

/** Fills its positioned parent with a picture that can be panned and zoomed, and follows the agent's camera. */
export function PictureView({
  anchor,
  picture,
  size,
  label,
  fit = "contain",
  stage,
  children,
  overlay,
  controls = true,
  className = "",
}: PictureViewProps) {
  const { viewport, box, camera, frames } = usePictureCamera(anchor, size, fit, stage);
  usePictureKeys(viewport, KEYS, camera);
  useReveal(box, camera);
  return (
    <PictureFramesContext value={frames}>
      <div
        ref={viewport}
        className={`picture-viewport ${className}`}
        data-clip=""
        data-flies={anchor}
      >
        <div ref={box} className="picture-box" data-anchor={anchor} data-surface="">
          {picture !== undefined && <PictureImage picture={picture} alt={label} />}
          {children}
        </div>
      </div>
      {overlay}
      {controls && <PictureControls camera={camera} />}
    </PictureFramesContext>
  );
}

const KEYS: PictureKeys<RefObject<PictureCamera | undefined>> = {
  "+": ({ current }) => current?.zoomBy(1.5),
  "=": ({ current }) => current?.zoomBy(1.5),
  "-": ({ current }) => current?.zoomBy(1 / 1.5),
  "0": ({ current }) => current?.showWhole(),
  ArrowLeft: ({ current }) => current?.panBy(-0.2, 0),
  ArrowRight: ({ current }) => current?.panBy(0.2, 0),
  ArrowUp: ({ current }) => current?.panBy(0, -0.2),
  ArrowDown: ({ current }) => current?.panBy(0, 0.2),
};
