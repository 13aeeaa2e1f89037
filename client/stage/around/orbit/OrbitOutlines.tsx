import { useEffect, useRef, type KeyboardEvent, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import type { Orbit } from "../../../../schema/catalogue/around.ts";
import type { View } from "../../../../schema/presentation/presentation.ts";
import type { Store } from "../../../base/store.ts";
import { labelPointOf, pathOf } from "../../picture/outline.ts";
import { outlinesAt } from "./orbitOutlines.ts";
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

/** Homes, floors and buildings on an orbit's frames. A thing's label shows on hover, on focus, or when pointed at. */
export function OrbitOutlines({ orbit, things, frame, onOpen }: OrbitOutlinesProps) {
  const { i18n } = useTranslation();
  const shapes = useRef(new Map<string, SVGGElement>());
  const labels = useRef(new Map<string, HTMLElement>());
  const [width, height] = orbit.size;

  useEffect(() => {
    const draw = () => {
      const shown = frame.get();
      if (shown === undefined) return;
      const outlines = outlinesAt(orbit, shown);
      for (const { key } of things) {
        const shape = shapes.current.get(key);
        if (shape === undefined) continue;
        const outline = outlines.get(key);
        const label = labels.current.get(key);
        shape.toggleAttribute("data-away", outline === undefined);
        label?.toggleAttribute("data-away", outline === undefined);
        if (outline === undefined) continue;
        const path = pathOf(outline);
        for (const line of shape.children) line.setAttribute("d", path);
        const [x, y] = labelPointOf(outline);
        label?.style.setProperty("left", `${(x / width) * 100}%`);
        label?.style.setProperty("top", `${(y / height) * 100}%`);
      }
    };
    draw();
    return frame.subscribe(draw);
  }, [orbit, things, frame, width, height]);

  const meet = (key: string, isMet: boolean) =>
    labels.current.get(key)?.toggleAttribute("data-met", isMet);
  const press = (thing: ShownThing, key: KeyboardEvent) => {
    if (key.key !== "Enter" && key.key !== " ") return;
    key.preventDefault();
    onOpen(thing.view);
  };
  return (
    <>
      <svg
        className="picture-lines orbit-lines"
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        data-tone="orbit"
      >
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
            <path className="outline-under" />
            <path className="outline-line" />
          </g>
        ))}
      </svg>
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
    </>
  );
}

const keep =
  <Kept extends Element>(elements: RefObject<Map<string, Kept>>, key: string) =>
  (element: Kept | null) => {
    if (element === null) elements.current.delete(key);
    else elements.current.set(key, element);
  };
