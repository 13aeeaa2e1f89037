import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
  type RefObject,
} from "react";
import { isVector } from "../../../../schema/catalogue/pictures.ts";
import { browserPictures } from "./browserPictures.ts";
import { openPictureSteps, widestHeld, type PictureSteps } from "./pictureSteps.ts";
import { addressAt, usableWidth, type PictureFile } from "./sources.ts";

/** A picture is fetched when it is this near to what is seen, as a margin of CSS. */
export const PictureReachContext = createContext("50%");

export interface DrawnFile extends PictureFile {
  /** A `data:` URI. */
  readonly blur?: string | undefined;
}

export interface PictureSource {
  /** The address to draw now: a blur, or what of the picture has come. */
  readonly address: string;
  /** Another when the element failed and is to be made anew. */
  readonly attempt: number;
  /** To be called when the element fails. */
  readonly lose: () => void;
}

function whenNear(element: Element, reach: string, near: () => void): () => void {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      near();
    },
    { rootMargin: reach },
  );
  observer.observe(element);
  return () => observer.disconnect();
}

/** What is there in the first frame. A drawing in lines, and what has no blur, is left to the element. */
function firstAddress(file: PictureFile, blur: string | undefined): string {
  const held = widestHeld(file, browserPictures);
  if (held === undefined && blur !== undefined) return blur;
  return addressAt(file, held ?? usableWidth(file));
}

/**
 * A photograph in the steps in which it comes: its blur, then one to talk about, then one as sharp as it is drawn. Of a drawing
 * in lines there is one, which is fetched by the element itself. What fails is asked for again. Of one file in one element.
 */
export function usePictureSource(
  element: RefObject<Element | null>,
  { src, ownWidth, blur }: DrawnFile,
  drawnWidth: number | undefined,
): PictureSource {
  const [source, setSource] = useState(() => ({
    address: firstAddress({ src, ownWidth }, blur),
    attempt: 0,
  }));
  const reach = useContext(PictureReachContext);
  const steps = useRef<PictureSteps>(undefined);
  const failed = useRef(false);
  const wanted = useRef<number>(undefined);

  const open = useCallback(
    () =>
      openPictureSteps({
        file: { src, ownWidth },
        loader: browserPictures,
        priority: "high",
        show: (address) => {
          const anew = failed.current ? 1 : 0;
          failed.current = false;
          setSource(({ attempt }) => ({ address, attempt: attempt + anew }));
        },
      }),
    [src, ownWidth],
  );
  const begin = useCallback(() => {
    const opened = steps.current ?? open();
    steps.current = opened;
    if (wanted.current !== undefined) opened.want(wanted.current);
  }, [open]);

  useEffect(() => {
    wanted.current = drawnWidth === undefined ? undefined : drawnWidth * devicePixelRatio;
    if (wanted.current !== undefined) steps.current?.want(wanted.current);
  }, [drawnWidth]);

  useEffect(() => {
    const stopWaiting =
      element.current === null || isVector(src)
        ? undefined
        : whenNear(element.current, reach, begin);
    return () => {
      stopWaiting?.();
      steps.current?.close();
      steps.current = undefined;
    };
  }, [element, src, reach, begin]);

  const lose = () => {
    if (source.address.startsWith("data:")) return;
    failed.current = true;
    if (blur !== undefined) setSource(({ attempt }) => ({ address: blur, attempt }));
    if (steps.current === undefined) browserPictures.forget(source.address);
    else steps.current.lose();
    begin();
  };
  return { ...source, lose };
}
