import { useCallback, useEffect, useRef, type RefObject } from "react";
import { formatAnchor } from "../../../schema/anchors.ts";
import type { Drawing } from "../../../schema/drawing.ts";
import type { PointingSource } from "../pointing.ts";
import { roomAt } from "./rooms.ts";

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
export function usePointedRoom(
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
