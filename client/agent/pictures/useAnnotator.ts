import { useEffect, useEffectEvent, useRef, type RefObject } from "react";
import {
  createImageAnnotator,
  ShapeType,
  UserSelectAction,
  type ImageAnnotation,
  type ImageAnnotator,
  type Polygon,
} from "@annotorious/annotorious";
import "@annotorious/annotorious/annotorious.css";
import type { Outline, Point } from "../../../schema/values/geometry.ts";

export interface AnnotatorOptions {
  readonly src: string;
  /** In the outlines' own pixels, whatever the displayed width. */
  readonly size: readonly [width: number, height: number];
  readonly drawn: ReadonlyMap<string, Outline>;
  /** The chosen thing: its corners can be moved, and the next outline is for it. */
  readonly chosen: string | undefined;
  /** Called when an outline of the chosen thing is complete. */
  readonly onDraw: (outline: Outline) => void;
  readonly onChange: (key: string, outline: Outline) => void;
  /** Accessible name of a corner. */
  readonly cornerLabel: string;
}

/** Names the library's corners, which are buttons without a name. */
function nameCorners(host: HTMLElement, label: string): MutationObserver {
  const corners = new MutationObserver(() => {
    for (const corner of host.querySelectorAll("[role=button]:not([aria-label])")) {
      corner.setAttribute("aria-label", label);
    }
  });
  corners.observe(host, { childList: true, subtree: true });
  return corners;
}

/** An open editor, and its scale: picture pixels per pixel of the editor. */
interface Opened {
  readonly annotator: ImageAnnotator;
  readonly scale: number;
}

const FEWEST_CORNERS = 3;

const tenth = (value: number): number => Math.round(value * 10) / 10;

/** Clamps an outline to the picture. */
function toOutline(
  { geometry }: Polygon,
  scale: number,
  [width, height]: AnnotatorOptions["size"],
): Outline {
  const within = (value: number, most: number) => Math.min(most, Math.max(0, tenth(value * scale)));
  return geometry.points.map(([x = 0, y = 0]): Point => [within(x, width), within(y, height)]);
}

function toAnnotation(key: string, outline: Outline, scale: number): ImageAnnotation {
  const points = outline.map(([x, y]) => [x / scale, y / scale]);
  const xs = points.map(([x = 0]) => x);
  const ys = points.map(([, y = 0]) => y);
  const bounds = {
    minX: Math.min(...xs),
    minY: Math.min(...ys),
    maxX: Math.max(...xs),
    maxY: Math.max(...ys),
  };
  const selector: Polygon = { type: ShapeType.POLYGON, geometry: { bounds, points } };
  return { id: key, bodies: [], target: { annotation: key, selector } };
}

const polygonOf = ({ target }: ImageAnnotation): Polygon | undefined =>
  target.selector.type === ShapeType.POLYGON ? (target.selector as Polygon) : undefined;

/** Draws and edits outlines over a picture. The element belongs to the library; the caller stores the outlines. */
export function useAnnotator(options: AnnotatorOptions): {
  readonly host: RefObject<HTMLDivElement | null>;
  /** Discards an unfinished outline. */
  readonly cancel: () => void;
} {
  const { src, size, drawn, chosen } = options;
  const host = useRef<HTMLDivElement>(null);
  const opened = useRef<Opened>(undefined);
  const show = useEffectEvent(() => {
    const now = opened.current;
    if (now === undefined) return;
    const { annotator, scale } = now;
    const annotations = [...drawn].map(([key, outline]) => toAnnotation(key, outline, scale));
    annotator.setAnnotations(annotations, true);
    annotator.setSelected(chosen !== undefined && drawn.has(chosen) ? chosen : undefined, true);
    requestAnimationFrame(() => {
      if (opened.current === now) annotator.setDrawingEnabled(chosen !== undefined);
    });
  });
  const finish = useEffectEvent((annotation: ImageAnnotation, scale: number) => {
    const polygon = polygonOf(annotation);
    if (polygon !== undefined && polygon.geometry.points.length >= FEWEST_CORNERS) {
      options.onDraw(toOutline(polygon, scale, size));
    } else show();
  });
  const change = useEffectEvent((annotation: ImageAnnotation, scale: number) => {
    const polygon = polygonOf(annotation);
    if (polygon !== undefined) options.onChange(annotation.id, toOutline(polygon, scale, size));
  });
  useEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    const image = new Image();
    image.draggable = false;
    [image.width, image.height] = size;
    image.alt = "";
    let isOpen = true;
    const corners = nameCorners(element, options.cornerLabel);
    image.addEventListener("load", () => {
      if (!isOpen) return;
      const scale = image.naturalWidth === 0 ? 1 : size[0] / image.naturalWidth;
      const annotator = createImageAnnotator(image, {
        autoSave: true,
        drawingMode: "click",
        userSelectAction: UserSelectAction.NONE,
      });
      annotator.setDrawingTool("polygon");
      annotator.on("createAnnotation", (annotation) => {
        // The tool must be removed before it starts again; otherwise it keeps completing outlines.
        annotator.setDrawingEnabled(false);
        finish(annotation, scale);
      });
      annotator.on("updateAnnotation", (annotation) => change(annotation, scale));
      opened.current = { annotator, scale };
      show();
    });
    image.src = src;
    element.append(image);
    return () => {
      isOpen = false;
      corners.disconnect();
      opened.current?.annotator.destroy();
      opened.current = undefined;
      element.replaceChildren();
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- Another picture needs another editor.
  }, [src]);

  useEffect(() => show(), [drawn, chosen]);

  return { host, cancel: () => opened.current?.annotator.cancelDrawing() };
}
