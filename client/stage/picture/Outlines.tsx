import { useContext, useEffect, useMemo, useRef, type KeyboardEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Outline } from "../../../schema/values/geometry.ts";
import { PictureFramesContext, type PictureFrame } from "./camera/frames.ts";
import { chooseLabels, type LabelWish } from "./labels.ts";
import { boundsOf, labelPointOf, pathOf, type Box } from "./outline.ts";

/** A thing on a picture that can be opened. */
export interface OutlinedThing {
  readonly id: string;
  readonly anchor: string;
  readonly outline: Outline;
  /** Accessible name. */
  readonly name: string;
  /** Shown at constant size while its thing is mostly visible. */
  readonly label: ReactNode;
  readonly chosen?: boolean;
  /** Does not match the filters. */
  readonly out?: boolean;
}

export interface OutlinesProps {
  readonly size: readonly [width: number, height: number];
  readonly things: readonly OutlinedThing[];
  /**
   * `image`: white lines with a dark border, over photographs. `drawing`: ink lines. `plan`: visible only when hovered or
   * focused.
   */
  readonly tone: "image" | "drawing" | "plan";
  readonly onOpen: (id: string) => void;
}

/** Outlines and labels over a picture, as children of a `PictureView`. */
export function Outlines({ size, things, tone, onOpen }: OutlinesProps) {
  return (
    <>
      <svg
        className="picture-lines"
        viewBox={`0 0 ${size[0]} ${size[1]}`}
        preserveAspectRatio="none"
        data-tone={tone}
        data-choosing={things.some((thing) => thing.chosen) ? "" : undefined}
      >
        {things.map((thing) => (
          <OutlineShape key={thing.anchor} thing={thing} onOpen={onOpen} />
        ))}
      </svg>
      <Labels size={size} things={things} tone={tone} />
    </>
  );
}

function OutlineShape({
  thing,
  onOpen,
}: {
  readonly thing: OutlinedThing;
  readonly onOpen: (id: string) => void;
}) {
  const path = useMemo(() => pathOf(thing.outline), [thing.outline]);
  const press = (key: KeyboardEvent) => {
    if (key.key !== "Enter" && key.key !== " ") return;
    key.preventDefault();
    onOpen(thing.id);
  };
  return (
    <g
      className="outline"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- SVG has no button of its own.
      role="button"
      tabIndex={0}
      aria-label={thing.name}
      data-anchor={thing.anchor}
      data-chosen={thing.chosen === true ? "" : undefined}
      data-out={thing.out === true ? "" : undefined}
      onClick={() => onOpen(thing.id)}
      onKeyDown={press}
    >
      <path className="outline-under" d={path} />
      <path className="outline-line" d={path} />
    </g>
  );
}

function Labels({ size, things, tone }: Omit<OutlinesProps, "onOpen">) {
  const frames = useContext(PictureFramesContext);
  const { i18n } = useTranslation();
  const elements = useRef(new Map<string, HTMLElement>());
  const placed = useMemo(
    () =>
      things.map((thing) => ({
        thing,
        bounds: boundsOf(thing.outline),
        point: labelPointOf(thing.outline),
      })),
    [things],
  );
  useEffect(() => {
    const sizes = new Map<string, PictureFrame["laid"]>();
    const update = (frame: PictureFrame) => {
      const scale = frame.box.width / size[0];
      // Sizes are measured once per movement: measuring between frames would force a reflow.
      if (!frame.moving) sizes.clear();
      const wishes = placed.map(({ thing, bounds, point }): LabelWish => {
        const element = elements.current.get(thing.anchor);
        const label = sizes.get(thing.anchor) ?? sizeOf(element);
        sizes.set(thing.anchor, label);
        return {
          thing: onViewport(bounds, frame, scale),
          label: onViewport(
            {
              x: point[0] - label.width / scale / 2,
              y: point[1] - label.height / scale / 2,
              width: label.width / scale,
              height: label.height / scale,
            },
            frame,
            scale,
          ),
          pinned: thing.chosen === true || element?.hasAttribute("data-highlighted") === true,
        };
      });
      const shown = chooseLabels(wishes, frame.viewport);
      const unscaled = `scale(${frame.laid.width / frame.box.width})`;
      placed.forEach(({ thing }, index) => {
        const element = elements.current.get(thing.anchor);
        element?.toggleAttribute("data-hidden", !shown.has(index));
        if (element !== undefined && shown.has(index)) element.style.transform = unscaled;
      });
    };
    return frames?.subscribe(update);
  }, [frames, placed, size]);

  return placed.map(({ thing, point: [x, y] }) => (
    <span
      key={thing.anchor}
      ref={(element) => {
        if (element === null) elements.current.delete(thing.anchor);
        else elements.current.set(thing.anchor, element);
      }}
      aria-hidden="true"
      dir={i18n.dir()}
      className="picture-label"
      data-echo={thing.anchor}
      data-theme={tone === "image" ? "light" : undefined}
      data-chosen={thing.chosen === true ? "" : undefined}
      data-out={thing.out === true ? "" : undefined}
      style={{ left: `${(x / size[0]) * 100}%`, top: `${(y / size[1]) * 100}%` }}
    >
      {thing.label}
    </span>
  ));
}

const sizeOf = (element: HTMLElement | undefined) => ({
  width: element?.offsetWidth ?? 0,
  height: element?.offsetHeight ?? 0,
});

const onViewport = (box: Box, frame: PictureFrame, scale: number): Box => ({
  x: frame.box.x + box.x * scale,
  y: frame.box.y + box.y * scale,
  width: box.width * scale,
  height: box.height * scale,
});
