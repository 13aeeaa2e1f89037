import { useEffect, useMemo, useRef, type KeyboardEvent, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import type { Orbit } from "../../../../schema/catalogue/around.ts";
import type { View } from "../../../../schema/presentation/presentation.ts";
import type { Store } from "../../../base/store.ts";
import { browserTiming } from "../../../ui/timing.ts";
import { labelPointOf, pathOf } from "../../picture/outline.ts";
import { TURN_RESTS_MS } from "./orbitMotion.ts";
import { outlinesAt } from "./orbitOutlines.ts";
import { openTurningWashes, type Wash } from "./turningWashes.ts";
import type { ShownThing } from "./useOrbitThings.tsx";

export interface OrbitOutlinesProps {
  readonly orbit: Orbit;
  readonly things: readonly ShownThing[];
  /** The shown frame. */
  readonly frame: Pick<Store<number | undefined>, "get" | "subscribe">;
  readonly onOpen: (view: View) => void;
}

/** Above this number things are not tab stops: the building's board has all of them in order. */
const MOST_STOPS = 24;

/**
 * Homes, floors and buildings on an orbit's frames, coloured by status in each of them. A thing's label shows on hover, on
 * focus, or when pointed at. During a turn only buildings and things whose label shows are placed in each frame, because
 * placing a hundred outlines takes a phone longer than a frame lasts; the colours are painted on a canvas.
 */
export function OrbitOutlines({ orbit, things, frame, onOpen }: OrbitOutlinesProps) {
  const { i18n } = useTranslation();
  const lines = useRef<SVGSVGElement>(null);
  const shapes = useRef(new Map<string, SVGGElement>());
  const labels = useRef(new Map<string, HTMLElement>());
  const washes = useRef(new Map<string, SVGPathElement>());
  const turning = useRef<HTMLCanvasElement>(null);
  const [width, height] = orbit.size;
  const groups = useMemo(() => groupByColour(things), [things]);
  const placedOn = useMemo(() => placeOutlines(orbit), [orbit]);

  useEffect(() => {
    const element = lines.current?.parentElement;
    if (turning.current === null) return;
    const turningWashes = openTurningWashes(turning.current, orbit.size);
    let cancelRest = () => {};
    /** The frame whose outlines are placed. */
    let laidOut: number | undefined;
    const place = ({ key }: ShownThing, placed: Placed | undefined) => {
      const [shape, label] = [shapes.current.get(key), labels.current.get(key)];
      for (const part of [shape, label]) {
        const isAway = placed === undefined;
        if (part?.hasAttribute("data-away") !== isAway) part?.toggleAttribute("data-away", isAway);
      }
      if (placed === undefined) return;
      shape?.firstElementChild?.setAttribute("d", placed.path);
      if (label !== undefined) label.style.cssText = placed.style;
    };
    const isMet = ({ key, kind }: ShownThing): boolean => {
      const label = labels.current.get(key);
      if (kind === "building" || label === undefined) return true;
      return label.hasAttribute("data-met") || label.hasAttribute("data-highlighted");
    };
    const pathIn = (placed: ReadonlyMap<string, Placed>, { keys }: Group) =>
      keys.map((key) => placed.get(key)?.path ?? "").join("");
    /** Parsed once for each frame, because a turn returns to it. */
    const parsed = new Map<number, readonly Wash[]>();
    const washesOn = (shown: number): readonly Wash[] => {
      const known = parsed.get(shown);
      if (known !== undefined) return known;
      const placed = placedOn(shown);
      const made = [...groups].flatMap(([colour, group]) => {
        const wash = washes.current.get(colour);
        return wash === undefined
          ? []
          : [{ element: wash, shape: new Path2D(pathIn(placed, group)) }];
      });
      parsed.set(shown, made);
      return made;
    };
    const rest = () => {
      cancelRest();
      cancelRest = () => {};
      const shown = frame.get();
      if (shown === undefined) return;
      const placed = placedOn(shown);
      for (const [colour, group] of groups) {
        washes.current.get(colour)?.setAttribute("d", pathIn(placed, group));
      }
      for (const thing of things) place(thing, placed.get(thing.key));
      lines.current?.removeAttribute("data-turning");
      turningWashes.clear();
      laidOut = shown;
    };
    const turn = () => {
      const shown = frame.get();
      if (shown === undefined) return;
      if (laidOut === undefined) return rest();
      const placed = placedOn(shown);
      turningWashes.paint(washesOn(shown));
      lines.current?.setAttribute("data-turning", "");
      for (const thing of things) if (isMet(thing)) place(thing, placed.get(thing.key));
      cancelRest();
      cancelRest = browserTiming.after(TURN_RESTS_MS, rest);
    };
    const reach = ({ type, buttons }: PointerEvent) => {
      const isDragging = type === "pointermove" && buttons > 0;
      if (laidOut !== frame.get() && !isDragging) rest();
    };
    turn();
    const unsubscribe = frame.subscribe(turn);
    const stop = new AbortController();
    for (const name of ["pointermove", "pointerdown"] as const) {
      element?.addEventListener(name, reach, { signal: stop.signal, capture: true });
    }
    return () => {
      unsubscribe();
      stop.abort();
      cancelRest();
      turningWashes.clear();
    };
  }, [orbit, things, groups, placedOn, frame]);

  const meet = (key: string, isMet: boolean) =>
    labels.current.get(key)?.toggleAttribute("data-met", isMet);
  const press = (thing: ShownThing, key: KeyboardEvent) => {
    if (key.key !== "Enter" && key.key !== " ") return;
    key.preventDefault();
    onOpen(thing.view);
  };
  return (
    <>
      <canvas ref={turning} width={0} height={0} className="orbit-washes" aria-hidden="true" />
      <svg
        ref={lines}
        className="picture-lines orbit-lines"
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        data-tone="orbit"
      >
        {[...groups].map(([colour, { status, out }]) => (
          <path
            key={colour}
            ref={keep(washes, colour)}
            className="orbit-wash"
            data-status={status}
            data-out={out ? "" : undefined}
          />
        ))}
        {things.map((thing) => (
          <g
            key={thing.key}
            ref={keep(shapes, thing.key)}
            className="outline"
            // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- SVG has no button of its own.
            role="button"
            tabIndex={things.length > MOST_STOPS ? -1 : 0}
            aria-label={thing.name}
            data-anchor={thing.anchor}
            data-status={thing.status}
            data-out={thing.out ? "" : undefined}
            data-away=""
            onClick={() => onOpen(thing.view)}
            onKeyDown={(key) => press(thing, key)}
            onPointerEnter={() => meet(thing.key, true)}
            onPointerLeave={() => meet(thing.key, false)}
            onFocus={() => meet(thing.key, true)}
            onBlur={() => meet(thing.key, false)}
          >
            <path className="outline-line" />
          </g>
        ))}
      </svg>
      <div className="orbit-labels">
        {things.map((thing) => (
          <span
            key={thing.key}
            ref={keep(labels, thing.key)}
            aria-hidden="true"
            dir={i18n.dir()}
            className="picture-label orbit-label"
            data-kind={thing.kind}
            data-echo={thing.anchor}
            data-away=""
          >
            {thing.label}
          </span>
        ))}
      </div>
    </>
  );
}

/** Things that are coloured alike. */
interface Group extends Pick<ShownThing, "status" | "out"> {
  readonly keys: readonly string[];
}

function groupByColour(things: readonly ShownThing[]): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  for (const { key, status, out } of things) {
    const colour = `${status ?? ""} ${out ? "out" : ""}`;
    groups.set(colour, { status, out, keys: [...(groups.get(colour)?.keys ?? []), key] });
  }
  return groups;
}

/** An outline as attributes. */
interface Placed {
  readonly path: string;
  /** Of the label, in shares of the picture. */
  readonly style: string;
}

/** The outlines of each frame, computed once for each. */
function placeOutlines(orbit: Orbit): (frame: number) => ReadonlyMap<string, Placed> {
  const [width, height] = orbit.size;
  const known = new Map<number, ReadonlyMap<string, Placed>>();
  const place = (frame: number) => {
    const placed = new Map<string, Placed>();
    for (const [key, outline] of outlinesAt(orbit, frame)) {
      const [x, y] = labelPointOf(outline);
      const style = `left: ${(x / width) * 100}%; top: ${(y / height) * 100}%`;
      placed.set(key, { path: pathOf(outline), style });
    }
    known.set(frame, placed);
    return placed;
  };
  return (frame) => known.get(frame) ?? place(frame);
}

const keep =
  <Kept extends Element>(elements: RefObject<Map<string, Kept>>, key: string) =>
  (element: Kept | null) => {
    if (element === null) elements.current.delete(key);
    else elements.current.set(key, element);
  };
