import {
  memo,
  useId,
  type PointerEvent,
  useCallback,
  useEffect,
  useRef,
  type RefObject,
} from "react";
import { formatAnchor } from "../../../../schema/presentation/anchors.ts";
import type { Drawing } from "../../../../schema/catalogue/drawing.ts";
import { useWords } from "../../../ui/text/words.ts";
import type { PointingSource } from "../../pointing.ts";
import { DimensionLines } from "./DimensionLines.tsx";
import { pathOf } from "../../geometry.ts";
import type { LabelDetail } from "./labels.ts";
import { Doors, FurnitureLines, RoomFloors, Walls, Windows } from "./PlanParts.tsx";
import { RoomLabels } from "./RoomLabels.tsx";
import { clearOutline, roomAt } from "./rooms.ts";
import { useSize } from "../../../base/react/useSize.ts";

/** Rounds widths to steps of a twentieth, so that zooming does not place every label again in every frame. */
const steadied = (pixels: number): number => 1.05 ** Math.round(Math.log(pixels) / Math.log(1.05));

export interface PlanDrawingProps {
  readonly drawing: Drawing;
  /** The layout's id: the anchor of the agent's pointer. */
  readonly layout: string;
  /** Accessible name of the drawing. */
  readonly label: string;
  readonly labels?: LabelDetail;
  /** The size of room labels in CSS pixels: at least 12 on a phone. */
  readonly labelPixels?: number;
  /** Dimension lines above and to the left, outside the drawing's box. */
  readonly dimensions?: boolean;
  readonly pointing?: PointingSource | undefined;
  /** Whether this side presents: the room under its own pointer is then highlighted too. */
  readonly presenting?: boolean;
}

/**
 * A home's plan as an architectural drawing. Fills the given width; its box is exactly the drawing's, so that 0–1 of the
 * box is the same place on every screen. Never mirrored.
 */
export function PlanDrawing({
  drawing,
  layout,
  label,
  labels = "full",
  labelPixels = 12,
  dimensions = false,
  pointing,
  presenting = false,
}: PlanDrawingProps) {
  const words = useWords();
  const [ref, { width: widthPixels }] = useSize();
  const { plan, show } = usePointedRoom(presenting ? undefined : pointing, layout, drawing);
  const [width, height] = drawing.size;
  const metresPerPixel = widthPixels === 0 ? 0 : width / steadied(widthPixels);
  return (
    <div
      ref={ref}
      dir="ltr"
      className="relative w-full"
      style={{ aspectRatio: `${width} / ${height}` }}
    >
      <span className="sr-only">{label}</span>
      <svg
        ref={plan}
        viewBox={`0 0 ${width} ${height}`}
        aria-hidden="true"
        className="absolute inset-0 size-full overflow-visible"
        data-anchor={formatAnchor({ kind: "layout", id: layout })}
        data-surface=""
        onPointerMove={presenting ? (move) => show(roomUnder(move, drawing)) : undefined}
        onPointerLeave={presenting ? () => show(undefined) : undefined}
      >
        <RoomFloors drawing={drawing} />
        <FurnitureLines drawing={drawing} />
        <Doors drawing={drawing} />
        <Walls drawing={drawing} />
        <Windows drawing={drawing} />
        <RoomRings drawing={drawing} />
        {metresPerPixel > 0 && (
          <RoomLabels
            drawing={drawing}
            words={words}
            detail={labels}
            em={labelPixels * metresPerPixel}
          />
        )}
        {dimensions && metresPerPixel > 0 && (
          <DimensionLines drawing={drawing} metresPerPixel={metresPerPixel} words={words} />
        )}
      </svg>
    </div>
  );
}

function roomUnder(move: PointerEvent<SVGSVGElement>, drawing: Drawing): string | undefined {
  const box = move.currentTarget.getBoundingClientRect();
  const x = (move.clientX - box.x) / box.width;
  const y = (move.clientY - box.y) / box.height;
  return roomAt(drawing, [x, y])?.id;
}

/** 2.5 px inside the pointed room's walls: twice the width, with the outer half clipped. */
const RoomRings = memo(function RoomRings({ drawing }: { readonly drawing: Drawing }) {
  const id = useId();
  return drawing.rooms.map((room, at) => {
    const path = pathOf(clearOutline(room, drawing));
    const clip = `${id}${at}`;
    return (
      <g key={room.id} data-room={room.id} className="hidden data-pointed:inline">
        <clipPath id={clip}>
          <path d={path} />
        </clipPath>
        <path
          d={path}
          clipPath={`url(#${clip})`}
          fill="none"
          stroke="var(--gold-mark)"
          strokeWidth={5}
          vectorEffect="non-scaling-stroke"
        />
      </g>
    );
  });
});

/**
 * Marks the room pointed at on all its elements (`data-room`). Styles do the rest, so that a moving pointer renders
 * nothing.
 */
function markPointedRoom(plan: Element | null, room: string | undefined): void {
  for (const part of plan?.querySelectorAll("[data-room]") ?? []) {
    part.toggleAttribute("data-pointed", part.getAttribute("data-room") === room);
  }
}

export interface PointedRoom {
  readonly plan: RefObject<SVGSVGElement | null>;
  /** Sets the room under this side's own pointer, if any. */
  readonly show: (room: string | undefined) => void;
}

/** Highlights the room that the agent points at. Without a source only `show` sets it. */
function usePointedRoom(
  pointing: PointingSource | undefined,
  layout: string,
  drawing: Drawing,
): PointedRoom {
  const plan = useRef<SVGSVGElement>(null);
  const shown = useRef<string>(undefined);
  const show = useCallback((room: string | undefined) => {
    if (room === shown.current) return;
    shown.current = room;
    markPointedRoom(plan.current, room);
  }, []);
  // Elements added by a render are not marked yet.
  useEffect(() => markPointedRoom(plan.current, shown.current));
  useEffect(() => {
    if (pointing === undefined) return;
    const follow = () => {
      const { pointer } = pointing.get();
      const here = pointer?.anchor === formatAnchor({ kind: "layout", id: layout });
      show(here ? roomAt(drawing, [pointer.x, pointer.y])?.id : undefined);
    };
    follow();
    const stop = pointing.subscribe(follow);
    return () => {
      stop();
      show(undefined);
    };
  }, [pointing, layout, drawing, show]);
  return { plan, show };
}
