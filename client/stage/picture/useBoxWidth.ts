import { useContext, useEffect, useState } from "react";
import { PictureFramesContext } from "./frames.ts";
import { grownWidth } from "./sources.ts";

/** How wide a picture is drawn in its box, in steps; `undefined` before its first frame, and for one in no box. */
export function useBoxWidth(): number | undefined {
  const frames = useContext(PictureFramesContext);
  const [width, setWidth] = useState<number>();
  useEffect(
    () => frames?.subscribe(({ laid }) => setWidth((before) => grownWidth(before, laid.width))),
    [frames],
  );
  return width;
}
