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

/** Widths in steps of a twentieth, so that zooming does not place every label anew in every frame. */
const steadied = (pixels: number): number => 1.05 ** Math.round(Math.log(pixels) / Math.log(1.05));

export interface PlanDrawingProps {
  readonly drawing: Drawing;
  /** The layout it shows: what the agent's pointer is bound to. */
  readonly layout: string;
  /** Read out instead of the drawing. */
  readonly label: string;
  readonly labels?: LabelDetail;
  /** The size of room labels in CSS pixels: 12 at least on a phone. */
  readonly labelPixels?: number;
  /** Dimension lines above and at the left, outside the drawing's box. */
  readonly dimensions?: boolean;
  readonly pointing?: PointingSource | undefined;
  /** Whether this side's own hand is the agent's: then the room under it glows here too. */
  readonly presenting?: boolean;
}

/**
 * A home's plan as an architect draws it. Fills the width it is given; its box is exactly the drawing's, so that 0–1 of
 * the box is the same place on every screen. Never mirrored.
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

/** 2.5 px inside the pointed room's walls: twice the width, its outer half clipped away. */
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
 * Marks the room somebody points into on everything that stands for it (`data-room`). Styles do the rest, so that a hand
 * which wanders through a home renders nothing.
 */
function markPointedRoom(plan: Element | null, room: string | undefined): void {
  for (const part of plan?.querySelectorAll("[data-room]") ?? []) {
    part.toggleAttribute("data-pointed", part.getAttribute("data-room") === room);
  }
}

export interface PointedRoom {
  readonly plan: RefObject<SVGSVGElement | null>;
  /** This side's own hand is in that room, or in none. */
  readonly show: (room: string | undefined) => void;
}

/** Lets the room glow that the agent points into. Without a source only `show` says which. */
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
  // What a render has put there is not marked yet.
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
