import { select } from "d3-selection";
import { zoom as createZoom, zoomIdentity, zoomTransform, type D3ZoomEvent } from "d3-zoom";
import { MAX_ZOOM } from "../../../../schema/presentation/presentation.ts";
import type { Timing } from "../../../ui/timing.ts";
import {
  constrain,
  containedSize,
  framing,
  minZoom,
  PICTURE_MOTION,
  toPlacement,
  toTransform,
  WHOLE,
  type Fit,
  type Geometry,
  type Placement,
  type Transform,
} from "./camera.ts";
import { createCameraDriver } from "./cameraDriver.ts";
import type { Box } from "../outline.ts";

/** The picture's current position. */
export interface CameraFrame {
  readonly viewport: { readonly width: number; readonly height: number };
  /** The picture's box on the viewport, in CSS pixels. */
  readonly box: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
}

export interface PictureCameraOptions {
  readonly viewport: HTMLElement;
  readonly size: readonly [width: number, height: number];
  readonly fit: Fit;
  readonly start: Placement | undefined;
  readonly timing: Timing;
  readonly reducedMotion: () => boolean;
  /** Called in animation frames and gestures; writes to the DOM, without React. */
  readonly draw: (frame: CameraFrame) => void;
  /** This side moved the camera. */
  readonly onMove: (placement: Placement) => void;
  /** This side's movement came to rest. */
  readonly onRest: (placement: Placement) => void;
}

export interface PictureCamera {
  /** Follows another side's camera: `fly` to where it rests, `chase` it while it moves. */
  follow(placement: Placement, how: "fly" | "chase"): void;
  zoomBy(factor: number): void;
  /** By shares of the viewport. */
  panBy(dx: number, dy: number): void;
  showWhole(): void;
  /** Centres a part (0–1 of the picture), optionally zooming in, without reporting the movement. */
  reveal(part: Box, closer: boolean): void;
  /** Idempotent. */
  close(): void;
}

type Zoomed = D3ZoomEvent<HTMLElement, unknown>;

/** Pan and zoom of one picture by wheel, drag, pinch and command. */
export function openPictureCamera(options: PictureCameraOptions): PictureCamera {
  const { viewport } = options;
  const selection = select<HTMLElement, unknown>(viewport);
  let geometry = measure(options);
  let placement = options.start ?? WHOLE;
  let moved = false;

  const draw = (transform: Transform) => {
    const { width, height } = containedSize(geometry);
    const { k, x, y } = transform;
    options.draw({
      viewport: geometry.viewport,
      box: { x, y, width: width * k, height: height * k },
    });
  };
  const onZoom = ({ transform, sourceEvent }: Zoomed) => {
    draw(transform);
    if (sourceEvent === null || sourceEvent === undefined) return;
    driver.stop();
    moved = true;
    placement = toPlacement(transform, geometry);
    options.onMove(placement);
  };
  const onEnd = ({ sourceEvent }: Zoomed) => {
    if (!moved || sourceEvent === null || sourceEvent === undefined) return;
    moved = false;
    options.onRest(placement);
  };
  const behaviour = createZoom<HTMLElement, unknown>()
    .extent(() => [
      [0, 0],
      [geometry.viewport.width, geometry.viewport.height],
    ])
    .constrain((transform) => {
      const { k, x, y } = constrain(transform, geometry);
      return zoomIdentity.translate(x, y).scale(k);
    })
    .clickDistance(6)
    .on("zoom", onZoom)
    .on("end", onEnd);

  const show = (next: Placement) => {
    placement = next;
    const { k, x, y } = toTransform(next, geometry);
    behaviour.transform(selection, zoomIdentity.translate(x, y).scale(k));
  };
  const driver = createCameraDriver({
    ...options,
    motion: PICTURE_MOTION,
    current: () => placement,
    apply: show,
  });
  const settle = () => {
    geometry = measure(options);
    behaviour.scaleExtent([minZoom(geometry), MAX_ZOOM]);
    show(placement);
  };
  const command = (transform: Transform) => {
    const next = toPlacement(constrain(transform, geometry), geometry);
    driver.fly(next);
    options.onRest(next);
  };

  const resizes = new ResizeObserver(settle);
  resizes.observe(viewport);
  selection.call(behaviour).on("dblclick.zoom", null);
  settle();

  return {
    follow: (next, how) => driver[how](next),
    zoomBy: (factor) => {
      const zoom = Math.max(placement.zoom, minZoom(geometry)) * factor;
      command(toTransform({ ...placement, zoom }, geometry));
    },
    panBy: (dx, dy) => {
      const { k, x, y } = zoomTransform(viewport);
      const { width, height } = geometry.viewport;
      command({ k, x: x - dx * width, y: y - dy * height });
    },
    showWhole: () => command(toTransform(WHOLE, geometry)),
    reveal: (part, closer) => {
      const framed = framing(part, placement, geometry);
      driver.fly(closer ? framed : { ...framed, zoom: placement.zoom });
    },
    close: () => {
      driver.stop();
      resizes.disconnect();
      selection.on(".zoom", null);
    },
  };
}

function measure({ viewport, size, fit }: PictureCameraOptions): Geometry {
  const { clientWidth, clientHeight } = viewport;
  return { size, fit, viewport: { width: clientWidth || 1, height: clientHeight || 1 } };
}
