import { useEffect, useRef } from "react";
import type { Panorama } from "../../../../schema/catalogue/around.ts";
import { browserTiming } from "../../../ui/timing.ts";
import { PictureControls, type ZoomedCamera } from "../../picture/PictureControls.tsx";
import { onReveal } from "../../picture/camera/reveal.ts";
import { usePictureKeys, type PictureKeys } from "../../picture/usePictureKeys.ts";
import { addSurface } from "../../pointer/surfaces.ts";
import type { StageProps } from "../../types.ts";
import { readGestures } from "../gestures.ts";
import { useAroundCamera } from "../useAroundCamera.ts";
import { PANORAMA_CAMERA, START_FOV, withinReach } from "./panoramaKind.ts";
import { fromShare, type PanoramaPlace } from "./projection.ts";
import { openRoomScene, type RoomScene } from "./roomScene.ts";
import { useSpots, type Spot } from "./useSpots.ts";

const ZOOM_STEP = 1.3;
const STEP_DEGREES = 10;
export interface RoomPictureProps {
  readonly stage: StageProps;
  readonly panorama: Panorama;
  readonly label: string;
}

/** A panorama, turned by drag, pinch, wheel or the arrow keys. */
export function RoomPicture({ stage, panorama, label }: RoomPictureProps) {
  const viewport = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const marks = useRef(new Map<string, HTMLElement>());
  const scene = useRef<RoomScene>(undefined);
  const spots = useSpots(panorama, stage.index);
  const { start } = panorama;
  const initial = { yaw: start?.yaw ?? 0, pitch: start?.pitch ?? 0, fov: START_FOV };
  const camera = useAroundCamera<PanoramaPlace>({
    kind: PANORAMA_CAMERA,
    anchor: `panorama:${panorama.id}`,
    stage,
    initial,
    draw: (place) => {
      const shown = spots.flatMap(({ key, yaw, pitch }) => {
        const element = marks.current.get(key);
        return element === undefined ? [] : [{ direction: { yaw, pitch }, element }];
      });
      scene.current?.draw(place, shown);
    },
  });

  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (viewport.current === null || canvas.current === null || !context) return;
    const element = viewport.current;
    const redraw = () => camera.current?.redraw();
    const move = (change: (from: PanoramaPlace) => PanoramaPlace) => {
      const opened = camera.current;
      opened?.move(withinReach(change(opened.get())));
    };
    const opened = openRoomScene({
      panorama,
      viewport: element,
      canvas: canvas.current,
      context,
      changed: redraw,
    });
    scene.current = opened;
    redraw();
    const resizes = new ResizeObserver(redraw);
    resizes.observe(element);
    const stops = [
      readGestures({
        element,
        timing: browserTiming,
        onDrag: (dx, dy) =>
          move(({ yaw, pitch, fov }) => {
            const degrees = fov / Math.min(element.clientWidth, element.clientHeight);
            return { yaw: yaw - dx * degrees, pitch: pitch + dy * degrees, fov };
          }),
        onZoom: (factor) => move((from) => ({ ...from, fov: from.fov / factor })),
        onRest: () => camera.current?.rest(),
      }),
      addSurface(element, opened),
      onReveal(element, ({ part }) => {
        const turned = camera.current;
        turned?.reveal(withinReach({ ...turned.get(), ...fromShare(part) }));
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      resizes.disconnect();
      opened.close();
      scene.current = undefined;
    };
  }, [panorama, camera, canvas, viewport, scene]);

  useEffect(() => {
    if (spots.length > 0) camera.current?.redraw();
  }, [camera, spots]);

  const go = (change: (from: PanoramaPlace) => PanoramaPlace) => {
    const opened = camera.current;
    opened?.go(withinReach(change(opened.get())));
  };
  const commands = {
    zoomBy: (factor: number) => go((from) => ({ ...from, fov: from.fov / factor })),
    showWhole: () => go(() => initial),
    turnBy: (right: number, up: number) =>
      go(({ yaw, pitch, fov }) => ({ yaw: yaw + right, pitch: pitch + up, fov })),
  };
  const zoomed = useRef<ZoomedCamera>(commands);
  usePictureKeys(viewport, KEYS, commands);

  return (
    <>
      <div
        ref={viewport}
        className="picture-viewport room-viewport"
        data-clip=""
        data-anchor={`panorama:${panorama.id}`}
        data-surface=""
      >
        <canvas ref={canvas} className="room-canvas">
          {label}
        </canvas>
        {spots.map((spot) => (
          <RoomMark
            key={spot.key}
            spot={spot}
            keep={(element) => {
              if (element === null) marks.current.delete(spot.key);
              else marks.current.set(spot.key, element);
            }}
            onOpen={(view) => stage.onIntent({ kind: "open", view })}
          />
        ))}
      </div>
      {stage.form === "desk" && <PictureControls camera={zoomed} />}
    </>
  );
}

function RoomMark({
  spot,
  keep,
  onOpen,
}: {
  readonly spot: Spot;
  readonly keep: (element: HTMLElement | null) => void;
  readonly onOpen: (view: NonNullable<Spot["to"]>) => void;
}) {
  const { name, to } = spot;
  if (to === undefined) {
    return (
      <span ref={keep} className="room-mark" data-theme="light">
        {name}
      </span>
    );
  }
  return (
    <button
      ref={keep}
      type="button"
      className="room-mark"
      data-theme="light"
      onClick={() => onOpen(to)}
    >
      <span className="room-dot" aria-hidden="true" />
      {name}
    </button>
  );
}

interface Commands {
  readonly zoomBy: (factor: number) => void;
  readonly showWhole: () => void;
  readonly turnBy: (right: number, up: number) => void;
}

const KEYS: PictureKeys<Commands> = {
  "+": ({ zoomBy }) => zoomBy(ZOOM_STEP),
  "=": ({ zoomBy }) => zoomBy(ZOOM_STEP),
  "-": ({ zoomBy }) => zoomBy(1 / ZOOM_STEP),
  "0": ({ showWhole }) => showWhole(),
  ArrowLeft: ({ turnBy }) => turnBy(-STEP_DEGREES, 0),
  ArrowRight: ({ turnBy }) => turnBy(STEP_DEGREES, 0),
  ArrowUp: ({ turnBy }) => turnBy(0, STEP_DEGREES),
  ArrowDown: ({ turnBy }) => turnBy(0, -STEP_DEGREES),
};
