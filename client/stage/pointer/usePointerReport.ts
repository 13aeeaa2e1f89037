import { useEffect, type RefObject } from "react";
import { parseAnchor } from "../../../schema/presentation/anchors.ts";
import type { Pointer } from "../../../schema/presentation/awareness.ts";
import type { PointingSink } from "../pointing.ts";
import { toPointer } from "./anchorPoint.ts";
import { markHighlighted } from "./highlight.ts";
import { surfaceOf } from "./surfaces.ts";

/** Things highlighted under the agent's pointer. On pictures the pointer suffices. */
const HIGHLIGHTED = new Set(["unit", "building", "layout", "payment", "filter"]);

const anchorOf = (element: Element | null): string | undefined =>
  element instanceof HTMLElement || element instanceof SVGElement
    ? element.dataset["anchor"]
    : undefined;

/** A picture under the pointer takes precedence over things drawn on it, because only a picture has exact positions. */
export function readPointer(
  move: Pick<PointerEvent, "target" | "clientX" | "clientY">,
): Pointer | undefined {
  const target = move.target instanceof Element ? move.target : undefined;
  const thing = target?.closest("[data-surface]") ?? target?.closest("[data-anchor]") ?? null;
  const anchor = anchorOf(thing);
  if (thing === null || anchor === undefined) return undefined;
  const box = thing.getBoundingClientRect();
  const surface = surfaceOf(thing);
  if (surface === undefined) return toPointer(anchor, box, move.clientX, move.clientY);
  const spot = { x: (move.clientX - box.x) / box.width, y: (move.clientY - box.y) / box.height };
  const { x, y } = surface.toShare(spot);
  return toPointer(anchor, { x: 0, y: 0, width: 1, height: 1 }, x, y);
}

function readHighlight(target: EventTarget | null): string | undefined {
  if (!(target instanceof Element)) return undefined;
  const anchor = anchorOf(target.closest("[data-anchor]"));
  const kind = anchor === undefined ? undefined : parseAnchor(anchor)?.kind;
  return kind !== undefined && HIGHLIGHTED.has(kind) ? anchor : undefined;
}

/** Reports this side's pointer and the thing under it to `sink` at each movement; the session limits the rate. */
export function usePointerReport(
  area: RefObject<HTMLElement | null>,
  sink: PointingSink | undefined,
): void {
  useEffect(() => {
    const element = area.current;
    if (element === null || sink === undefined) return;
    let lit: string | undefined;
    const light = (anchor: string | undefined) => {
      if (anchor === lit) return;
      lit = anchor;
      markHighlighted(element, anchor);
      sink.highlight(anchor === undefined ? undefined : { anchor });
    };
    const move = (moved: PointerEvent) => sink.point(readPointer(moved));
    const over = (entered: Event) => light(readHighlight(entered.target));
    const leave = () => {
      sink.point(undefined);
      light(undefined);
    };
    const stop = new AbortController();
    const { signal } = stop;
    element.addEventListener("pointermove", move, { signal });
    element.addEventListener("pointerover", over, { signal });
    element.addEventListener("focusin", over, { signal });
    element.addEventListener("pointerleave", leave, { signal });
    return () => {
      stop.abort();
      leave();
    };
  }, [area, sink]);
}
