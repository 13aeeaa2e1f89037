import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import type { Orbit } from "../../../../schema/catalogue/around.ts";
import { MAX_ZOOM } from "../../../../schema/presentation/presentation.ts";
import { createStore } from "../../../base/store.ts";
import { browserTiming } from "../../../ui/timing.ts";
import { PictureControls, type ZoomedCamera } from "../../picture/PictureControls.tsx";
import { usePictureKeys, type PictureKeys } from "../../picture/usePictureKeys.ts";
import type { StageProps } from "../../types.ts";
import { readGestures } from "../gestures.ts";
import { useAroundCamera } from "../useAroundCamera.ts";
import { useIsDark } from "../useIsDark.ts";
import { frameAt } from "./frameOrder.ts";
import { ORBIT_CAMERA, ORBIT_START } from "./orbitKind.ts";
import { wrapTurn, type OrbitPlace } from "./orbitMotion.ts";
import { OrbitOutlines } from "./OrbitOutlines.tsx";
import { TurnSlider } from "./TurnSlider.tsx";
import { useOrbitPicture } from "./useOrbitPicture.ts";
import { useOrbitThings } from "./useOrbitThings.tsx";

/** Share of a revolution for a drag across the whole viewport. */
const TURN_PER_WIDTH = 0.5;
const ZOOM_STEP = 1.5;

const clampZoom = (zoom: number): number => Math.min(Math.max(zoom, 1), MAX_ZOOM);

export interface OrbitPictureProps {
  readonly stage: StageProps;
  readonly orbit: Orbit;
  readonly label: string;
  /** Fixed over the viewport. */
  readonly overlay?: ReactNode;
}

/** An orbit's frames with their outlines, turned by dragging, the slider or the arrow keys. */
export function OrbitPicture({ stage, orbit, label, overlay }: OrbitPictureProps) {
  const viewport = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const holder = useRef<HTMLDivElement>(null);
  const [frame] = useState(() => createStore<number | undefined>(undefined));
  const [turned] = useState(() => createStore(0));
  const isDark = useIsDark(viewport);
  const things = useOrbitThings(orbit, stage);
  const { count, size } = orbit;
  const look = useOrbitPicture({
    orbit,
    holder,
    isDark,
    onFrame: (shown) => {
      viewport.current?.removeAttribute("data-waits");
      frame.set(shown);
    },
  });
  /** The zoom of the last layout, which reads sizes: not in every frame of a turn. */
  const laidOut = useRef<number>(undefined);
  const draw = ({ turn, zoom }: OrbitPlace) => {
    if (laidOut.current !== zoom) layOut(viewport.current, box.current, size, zoom);
    laidOut.current = zoom;
    if (box.current !== null)
      box.current.dataset["turn"] = String(Math.round(turn * 10_000) / 10_000);
    const shown = frameAt(turn, count);
    turned.set(shown);
    look(shown);
  };
  const camera = useAroundCamera<OrbitPlace>({
    kind: ORBIT_CAMERA,
    anchor: `orbit:${orbit.id}`,
    stage,
    initial: ORBIT_START,
    draw,
  });

  useEffect(() => {
    const element = viewport.current;
    if (element === null) return;
    const move = (change: (from: OrbitPlace) => OrbitPlace) => {
      const opened = camera.current;
      opened?.move(change(opened.get()));
    };
    const stop = readGestures({
      element,
      timing: browserTiming,
      onDrag: (dx) =>
        move(({ turn, zoom }) => ({
          turn: wrapTurn(turn - ((dx / element.clientWidth) * TURN_PER_WIDTH) / zoom),
          zoom,
        })),
      onZoom: (factor) => move(({ turn, zoom }) => ({ turn, zoom: clampZoom(zoom * factor) })),
      onRest: () => camera.current?.rest(),
    });
    const resizes = new ResizeObserver(() => {
      laidOut.current = undefined;
      camera.current?.redraw();
    });
    resizes.observe(element);
    return () => {
      stop();
      resizes.disconnect();
    };
  }, [camera]);

  const commands = useMemo(() => {
    const go = (change: (from: OrbitPlace) => OrbitPlace) => {
      const opened = camera.current;
      opened?.go(change(opened.get()));
    };
    return {
      zoomBy: (factor: number) =>
        go(({ turn, zoom }) => ({ turn, zoom: clampZoom(zoom * factor) })),
      showWhole: () => go(({ turn }) => ({ turn, zoom: 1 })),
      turnBy: (steps: number) =>
        go(({ turn, zoom }) => ({ turn: wrapTurn((frameAt(turn, count) + steps) / count), zoom })),
      turnTo: (shown: number) => {
        const opened = camera.current;
        opened?.move({ turn: shown / count, zoom: opened.get().zoom });
      },
      rest: () => camera.current?.rest(),
    };
  }, [camera, count]);
  const zoomed = useRef<ZoomedCamera>(commands);
  usePictureKeys(viewport, KEYS, commands);

  return (
    <>
      <div
        ref={viewport}
        className="picture-viewport orbit-viewport"
        data-clip=""
        data-flies={`orbit:${orbit.id}`}
        data-waits=""
      >
        <div
          ref={box}
          className="picture-box orbit-box"
          data-anchor={`orbit:${orbit.id}`}
          data-surface=""
        >
          <div
            ref={holder}
            className="orbit-holder"
            // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- Holds a canvas, and a sharper image over it.
            role="img"
            aria-label={label}
          />
          <OrbitOutlines
            orbit={orbit}
            things={things}
            frame={frame}
            onOpen={(view) => stage.onIntent({ kind: "open", view })}
          />
        </div>
      </div>
      {overlay}
      <TurnSlider turned={turned} count={count} onTurn={commands.turnTo} onRest={commands.rest} />
      {stage.form === "desk" && <PictureControls camera={zoomed} />}
    </>
  );
}

/** Contains the picture in its viewport, centred and zoomed. */
function layOut(
  viewport: HTMLElement | null,
  box: HTMLElement | null,
  [width, height]: readonly [number, number],
  zoom: number,
): void {
  if (viewport === null || box === null) return;
  const { clientWidth, clientHeight } = viewport;
  const scale = Math.min(clientWidth / width, clientHeight / height) * zoom;
  const [across, down] = [width * scale, height * scale];
  const to: readonly (readonly [string, number])[] = [
    ["width", across],
    ["height", down],
    ["left", (clientWidth - across) / 2],
    ["top", (clientHeight - down) / 2],
  ];
  for (const [name, pixels] of to) {
    const value = `${pixels}px`;
    if (box.style.getPropertyValue(name) !== value) box.style.setProperty(name, value);
  }
  viewport.toggleAttribute("data-whole", zoom <= 1.001);
}

interface Commands {
  readonly zoomBy: (factor: number) => void;
  readonly showWhole: () => void;
  readonly turnBy: (steps: number) => void;
}

const KEYS: PictureKeys<Commands> = {
  "+": ({ zoomBy }) => zoomBy(ZOOM_STEP),
  "=": ({ zoomBy }) => zoomBy(ZOOM_STEP),
  "-": ({ zoomBy }) => zoomBy(1 / ZOOM_STEP),
  "0": ({ showWhole }) => showWhole(),
  ArrowLeft: ({ turnBy }) => turnBy(-1),
  ArrowRight: ({ turnBy }) => turnBy(1),
};
