import { MAX_ZOOM } from "../../../../schema/presentation/presentation.ts";
import type { Box } from "../outline.ts";

/** A camera's target, independent of the screen: the point (0–1 of the picture) at the centre, and the zoom. */
export interface Placement {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export const WHOLE: Placement = { x: 0.5, y: 0.5, zoom: 1 };

/**
 * A picture's initial fit in its viewport. `contain`: all of it is visible. `cover`: it fills the viewport. `fill`:
 * `cover` if that hides little, else `contain`.
 */
export type Fit = "contain" | "cover" | "fill";

export interface Geometry {
  /** The picture's own pixels. */
  readonly size: readonly [width: number, height: number];
  readonly viewport: { readonly width: number; readonly height: number };
  readonly fit: Fit;
}

/** The picture's position in the viewport, in CSS pixels: `k` times its contained size, moved by `x`, `y`. */
export interface Transform {
  readonly k: number;
  readonly x: number;
  readonly y: number;
}

/** Maximum ratio by which `fill` may exceed the viewport. */
const FILL_LIMIT = 1.25;

const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);

/** The picture's size in CSS pixels at zoom 1, at which all of it is visible. */
export function containedSize({ size: [width, height], viewport }: Geometry) {
  const scale = Math.min(viewport.width / width, viewport.height / height);
  return { width: width * scale, height: height * scale };
}

/** The minimum zoom. Zoom is relative to the contained picture on every screen, so that two screens show the same. */
export function minZoom({ size: [width, height], viewport, fit }: Geometry): number {
  const scales = [viewport.width / width, viewport.height / height];
  const cover = Math.max(...scales) / Math.min(...scales);
  if (fit === "contain" || (fit === "fill" && cover > FILL_LIMIT)) return 1;
  return clamp(cover, 1, MAX_ZOOM);
}

const constrainAxis = (offset: number, content: number, room: number) =>
  content <= room ? (room - content) / 2 : clamp(offset, room - content, 0);

/** Keeps the zoom in its bounds and the viewport inside the picture; a smaller picture is centred. */
export function constrain(transform: Transform, geometry: Geometry): Transform {
  const { width, height } = containedSize(geometry);
  const k = clamp(transform.k, minZoom(geometry), MAX_ZOOM);
  return {
    k,
    x: constrainAxis(transform.x, width * k, geometry.viewport.width),
    y: constrainAxis(transform.y, height * k, geometry.viewport.height),
  };
}

export function toTransform(placement: Placement, geometry: Geometry): Transform {
  const { width, height } = containedSize(geometry);
  const k = clamp(placement.zoom, minZoom(geometry), MAX_ZOOM);
  const x = geometry.viewport.width / 2 - placement.x * width * k;
  const y = geometry.viewport.height / 2 - placement.y * height * k;
  return constrain({ k, x, y }, geometry);
}

export function toPlacement(transform: Transform, geometry: Geometry): Placement {
  const { width, height } = containedSize(geometry);
  return {
    x: clamp((geometry.viewport.width / 2 - transform.x) / (width * transform.k), 0, 1),
    y: clamp((geometry.viewport.height / 2 - transform.y) / (height * transform.k), 0, 1),
    zoom: clamp(transform.k, 1, MAX_ZOOM),
  };
}

/** Minimum share of the viewport that a revealed thing fills. */
const FRAMED_SHARE = 0.82;

/** The placement that shows a part (0–1 of the picture) centred, whole, and nearly filling the viewport. */
export function framing(part: Box, now: Placement, geometry: Geometry): Placement {
  const { width, height } = containedSize(geometry);
  const { viewport } = geometry;
  const fits = Math.min(
    viewport.width / (part.width * width || 1),
    viewport.height / (part.height * height || 1),
  );
  const zoom = clamp(clamp(now.zoom, fits * FRAMED_SHARE, fits), 1, MAX_ZOOM);
  return { x: part.x + part.width / 2, y: part.y + part.height / 2, zoom };
}

/** Ease-in-out. */
export const ease = (progress: number) =>
  progress < 0.5 ? 4 * progress ** 3 : 1 - (2 - 2 * progress) ** 3 / 2;

const between = (from: Placement, to: Placement, share: number): Placement => ({
  x: from.x + (to.x - from.x) * share,
  y: from.y + (to.y - from.y) * share,
  zoom: from.zoom * (to.zoom / from.zoom) ** share,
});

/** A flight at `progress` 0–1. Zoom is interpolated by ratio, so that it looks even. */
export const flightAt = (from: Placement, to: Placement, progress: number): Placement =>
  progress >= 1 ? to : between(from, to, ease(Math.max(progress, 0)));

/** One step towards a moving target; jumps to it when the remaining distance is invisible. */
export function chaseStep(from: Placement, to: Placement, share: number): Placement {
  const next = between(from, to, share);
  const near =
    Math.abs(to.x - next.x) < 0.0005 &&
    Math.abs(to.y - next.y) < 0.0005 &&
    Math.abs(to.zoom / next.zoom - 1) < 0.0005;
  return near ? to : next;
}

export const PICTURE_MOTION = { flightAt, chaseStep } as const;
