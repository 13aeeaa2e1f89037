import { MAX_ZOOM } from "../../../../schema/presentation/presentation.ts";
import type { Box } from "../outline.ts";

/** What a camera looks at, free of any screen: the point (0–1 of the picture) at the centre, and how close. */
export interface Placement {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export const WHOLE: Placement = { x: 0.5, y: 0.5, zoom: 1 };

/**
 * How a picture lies in its viewport when nobody has zoomed. `contain`: all of it. `cover`: the viewport is filled.
 * `fill`: covered if that hides little, else contained.
 */
export type Fit = "contain" | "cover" | "fill";

export interface Geometry {
  /** The picture's own pixels. */
  readonly size: readonly [width: number, height: number];
  readonly viewport: { readonly width: number; readonly height: number };
  readonly fit: Fit;
}

/** Where the picture lies on the viewport, in CSS pixels: `k` times its contained size, moved by `x`, `y`. */
export interface Transform {
  readonly k: number;
  readonly x: number;
  readonly y: number;
}

/** At most this much of a picture may be hidden by `fill`. */
const FILL_LIMIT = 1.25;

const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);

/** The picture's size in CSS pixels at zoom 1, where all of it is in sight. */
export function containedSize({ size: [width, height], viewport }: Geometry) {
  const scale = Math.min(viewport.width / width, viewport.height / height);
  return { width: width * scale, height: height * scale };
}

/** The least zoom here. Zoom counts from the contained picture on every screen, so that two screens show the same. */
export function minZoom({ size: [width, height], viewport, fit }: Geometry): number {
  const scales = [viewport.width / width, viewport.height / height];
  const cover = Math.max(...scales) / Math.min(...scales);
  if (fit === "contain" || (fit === "fill" && cover > FILL_LIMIT)) return 1;
  return clamp(cover, 1, MAX_ZOOM);
}

const constrainAxis = (offset: number, content: number, room: number) =>
  content <= room ? (room - content) / 2 : clamp(offset, room - content, 0);

/** Keeps the zoom in its bounds and the viewport inside the picture; what is smaller is centred. */
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

/** How much of the viewport a revealed thing takes at least. */
const FRAMED_SHARE = 0.82;

/** Looks at a part (0–1 of the picture): its middle, so close that it nearly fills the viewport, all of it in sight. */
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

/** Slow at both ends. */
export const ease = (progress: number) =>
  progress < 0.5 ? 4 * progress ** 3 : 1 - (2 - 2 * progress) ** 3 / 2;

const between = (from: Placement, to: Placement, share: number): Placement => ({
  x: from.x + (to.x - from.x) * share,
  y: from.y + (to.y - from.y) * share,
  zoom: from.zoom * (to.zoom / from.zoom) ** share,
});

/** A flight at `progress` 0–1. Zoom moves by ratio, so that it looks even. */
export const flightAt = (from: Placement, to: Placement, progress: number): Placement =>
  progress >= 1 ? to : between(from, to, ease(Math.max(progress, 0)));

/** One step of running after a moving target; arrives when the rest could not be seen. */
export function chaseStep(from: Placement, to: Placement, share: number): Placement {
  const next = between(from, to, share);
  const near =
    Math.abs(to.x - next.x) < 0.0005 &&
    Math.abs(to.y - next.y) < 0.0005 &&
    Math.abs(to.zoom / next.zoom - 1) < 0.0005;
  return near ? to : next;
}

export const PICTURE_MOTION = { flightAt, chaseStep } as const;
