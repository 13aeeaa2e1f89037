import { useContext, useLayoutEffect, useState, type RefObject } from "react";
import { PictureFramesContext } from "../camera/frames.ts";
import { grownWidth } from "./sources.ts";

/** The width of the picture itself in its element; `cover` may show only a part of it. */
function widthIn(element: Element, ratio: number | undefined): number {
  const { clientWidth, clientHeight } = element;
  const covers = ratio !== undefined && getComputedStyle(element).objectFit === "cover";
  return covers ? Math.max(clientWidth, clientHeight * ratio) : clientWidth;
}

/**
 * The width in CSS pixels at which a picture is drawn, in steps that only grow; `undefined` before layout and while it is
 * not displayed. In a zoomed box it is as wide as the box.
 */
export function useDrawnWidth(
  element: RefObject<Element | null>,
  size: readonly [width: number, height: number] | undefined,
): number | undefined {
  const frames = useContext(PictureFramesContext);
  const [drawn, setDrawn] = useState<number>();
  const ratio = size && size[0] / size[1];
  useLayoutEffect(() => {
    const grow = (pixels: number) => {
      if (pixels > 0) setDrawn((before) => grownWidth(before, pixels));
    };
    if (frames !== undefined) return frames.subscribe(({ laid }) => grow(laid.width));
    const { current } = element;
    if (current === null) return;
    const measure = () => grow(widthIn(current, ratio));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, [frames, element, ratio]);
  return drawn;
}
