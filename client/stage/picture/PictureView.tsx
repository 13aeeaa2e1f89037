import { useEffect, type ReactNode } from "react";
import type { Picture } from "../../../schema/catalogue.ts";
import { PictureControls } from "./PictureControls.tsx";
import { PictureImage } from "./PictureImage.tsx";
import type { Fit } from "./camera.ts";
import { PictureFramesContext } from "./frames.ts";
import { usePictureCamera, type CameraStage, type PictureCameraUse } from "./usePictureCamera.ts";

export interface PictureViewProps {
  /** What the picture is, for pointers and cameras: `masterplan:aerial`. */
  readonly anchor: string;
  /** Absent where the children draw it themselves. */
  readonly picture?: Picture | undefined;
  /** The picture's own pixels, or the units of what the children draw. */
  readonly size: readonly [width: number, height: number];
  readonly label: string;
  readonly fit?: Fit;
  readonly stage: CameraStage;
  /** Drawn on the picture and moved with it: `Outlines`, or an SVG that fills the box. */
  readonly children?: ReactNode;
  /** Stands over the viewport and stays: a switch, a small map. */
  readonly overlay?: ReactNode;
  /** Without the buttons, wheel, pinch and keys remain. */
  readonly controls?: boolean;
  /** Empty space around the picture at zoom 1, for instance `inset-8`. */
  readonly className?: string;
}

/** Fills its positioned parent with a picture that can be panned and zoomed, and that follows the agent's camera. */
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
  const use = usePictureCamera(anchor, size, fit, stage);
  useKeys(use);
  useReveal(use);
  return (
    <PictureFramesContext value={use.frames}>
      <div ref={use.viewport} className={`picture-viewport ${className}`} data-clip="">
        <div ref={use.box} className="picture-box" data-anchor={anchor} data-surface="">
          {picture !== undefined && <PictureImage picture={picture} alt={label} />}
          {children}
        </div>
      </div>
      {overlay}
      {controls && <PictureControls camera={use.camera} />}
    </PictureFramesContext>
  );
}

const KEYS: Readonly<Record<string, (use: PictureCameraUse) => void>> = {
  "+": ({ camera }) => camera.current?.zoomBy(1.5),
  "=": ({ camera }) => camera.current?.zoomBy(1.5),
  "-": ({ camera }) => camera.current?.zoomBy(1 / 1.5),
  "0": ({ camera }) => camera.current?.showWhole(),
  ArrowLeft: ({ camera }) => camera.current?.panBy(-0.2, 0),
  ArrowRight: ({ camera }) => camera.current?.panBy(0.2, 0),
  ArrowUp: ({ camera }) => camera.current?.panBy(0, -0.2),
  ArrowDown: ({ camera }) => camera.current?.panBy(0, 0.2),
};

/** Keys work wherever the focus is in or beside the picture: on an outline, on the controls. */
function useKeys(use: PictureCameraUse): void {
  useEffect(() => {
    const area = use.viewport.current?.parentElement;
    if (area === null || area === undefined) return;
    const press = (key: KeyboardEvent) => {
      const act = KEYS[key.key];
      const typing = key.target instanceof HTMLInputElement;
      if (act === undefined || typing || key.ctrlKey || key.metaKey || key.altKey) return;
      if (key.defaultPrevented) return;
      key.preventDefault();
      act(use);
    };
    area.addEventListener("keydown", press);
    return () => area.removeEventListener("keydown", press);
  }, [use]);
}

/** Asks the picture around an element to bring a point of it (0–1) to the middle. */
export function revealInPicture(surface: Element, x: number, y: number): void {
  surface.dispatchEvent(new CustomEvent(REVEAL, { detail: { x, y } }));
}

const REVEAL = "offplan-reveal";

function useReveal({ box, camera }: PictureCameraUse): void {
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const reveal = (asked: Event) => {
      if (!(asked instanceof CustomEvent)) return;
      const { x, y } = asked.detail as { x: number; y: number };
      camera.current?.reveal(x, y);
    };
    element.addEventListener(REVEAL, reveal);
    return () => element.removeEventListener(REVEAL, reveal);
  }, [box, camera]);
}
