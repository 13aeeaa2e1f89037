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

/** Pictures load within this distance of the visible part, as a CSS margin. */
export const PictureReachContext = createContext("50%");

export interface DrawnFile extends PictureFile {
  /** A `data:` URI. */
  readonly blur?: string | undefined;
}

export interface PictureSource {
  /** The address to draw now: the blur, or the best version loaded. */
  readonly address: string;
  /** Changes when the element failed and must be recreated. */
  readonly attempt: number;
  /** Call it when the element fails. */
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

/** The address for the first frame. Line drawings, and pictures without a blur, are loaded by the element itself. */
function firstAddress(file: PictureFile, blur: string | undefined): string {
  const held = widestHeld(file, browserPictures);
  if (held === undefined && blur !== undefined) return blur;
  return addressAt(file, held ?? usableWidth(file));
}

/**
 * Loads a photograph in steps: its blur, then a usable version, then one that is sharp at the drawn width. A line drawing
 * has a single version, loaded by the element itself. Failures are retried. One hook per file and element.
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
