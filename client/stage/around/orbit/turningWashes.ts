import { TURNING_WIDTH } from "../../../../schema/catalogue/around.ts";

/** Outlines that are filled alike, in the picture's pixels, and the element whose style they have. */
export interface Wash {
  readonly element: SVGPathElement;
  readonly shape: Path2D;
}

/** The washes of a picture that turns. */
export interface TurningWashes {
  /** Paints these over the picture, instead of what was painted before, in the elements' own colours. */
  paint(washes: readonly Wash[]): void;
  /** Paints nothing. Idempotent. */
  clear(): void;
}

interface Brush {
  readonly fill: string;
  readonly stroke: string;
  /** In the picture's pixels. */
  readonly lineWidth: number;
}

/**
 * Paints on a canvas that covers the picture. A canvas reaches the screen in the same frame; SVG would be rasterised anew
 * after each step, and often be shown one frame later than the picture under it.
 */
export function openTurningWashes(
  canvas: HTMLCanvasElement,
  [width, height]: readonly [number, number],
): TurningWashes {
  const context = canvas.getContext("2d");
  let brushes: ReadonlyMap<SVGPathElement, Brush> | undefined;

  /** Reads styles and sizes, so it is done once in a turn. */
  const takeUp = (washes: readonly Wash[]): ReadonlyMap<SVGPathElement, Brush> => {
    const across = canvas.clientWidth || width;
    const pixels = Math.min(TURNING_WIDTH, Math.round(across));
    Object.assign(canvas, { width: pixels, height: Math.round((pixels * height) / width) });
    return new Map(
      washes.map(({ element }) => {
        const { fill, stroke, strokeWidth } = getComputedStyle(element);
        return [element, { fill, stroke, lineWidth: (parseFloat(strokeWidth) * width) / across }];
      }),
    );
  };
  return {
    paint: (washes) => {
      if (context === null) return;
      brushes ??= takeUp(washes);
      context.resetTransform();
      context.clearRect(0, 0, canvas.width, canvas.height);
      context.scale(canvas.width / width, canvas.height / height);
      for (const { element, shape } of washes) {
        const brush = brushes.get(element);
        if (brush === undefined) continue;
        context.fillStyle = brush.fill;
        context.strokeStyle = brush.stroke;
        context.lineWidth = brush.lineWidth;
        context.fill(shape);
        context.stroke(shape);
      }
    },
    clear: () => {
      if (brushes === undefined) return;
      brushes = undefined;
      // Without pixels the layer costs nothing.
      Object.assign(canvas, { width: 0, height: 0 });
    },
  };
}
