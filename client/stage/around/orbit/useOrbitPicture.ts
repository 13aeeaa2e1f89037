import { useCallback, useEffect, useRef, type RefObject } from "react";
import { frameFile, type Orbit } from "../../../../schema/catalogue/around.ts";
import { browserTiming } from "../../../ui/timing.ts";
import { browserPictures, openBrowserPictures } from "../../picture/loading/browserPictures.ts";
import { addressAt, widthFor, type PictureFile } from "../../picture/loading/sources.ts";
import { openOrbitFrames, type OrbitFrames } from "./orbitFrames.ts";

/** Maximum size of decoded frames in memory, in bytes: a revolution of 72 frames as a phone turns them. */
const MOST_BYTES = 96 * 1024 * 1024;
const FEWEST_FRAMES = 9;
/** Maximum width while turning; a resting frame is loaded at the drawn width. */
const TURNING_WIDTH = 960;
/** While turning, this share of the drawn pixels suffices; more takes a phone longer to decode than to turn. */
const TURNING_SHARE = 0.75;
const SHARPEN_AFTER_MS = 250;

const isImage = (picture: object): picture is HTMLImageElement =>
  picture instanceof HTMLImageElement;

/** The width of frames while turning, in a view of this many device pixels. */
export const turningWidth = (file: PictureFile, drawnPixels: number): number =>
  widthFor(file, Math.min(TURNING_WIDTH, drawnPixels * TURNING_SHARE));

/** Maximum number of held frames of this width. */
export function mostFrames(
  { size: [width, height], count }: Pick<Orbit, "size" | "count">,
  frameWidth: number,
): number {
  const shown = Math.min(width, frameWidth);
  const bytes = shown * shown * (height / width) * 4;
  return Math.min(count, Math.max(FEWEST_FRAMES, Math.floor(MOST_BYTES / bytes)));
}

export interface OrbitPictureUse {
  readonly orbit: Orbit;
  /** Gets the frame as its only image. */
  readonly holder: RefObject<HTMLElement | null>;
  /** `undefined`: not known yet. */
  readonly isDark: boolean | undefined;
  readonly label: string;
  /** Called with each shown frame. */
  readonly onFrame: (frame: number) => void;
}

/** Shows the loaded frame of an orbit nearest to the requested one. Returns a function that requests a frame. */
export function useOrbitPicture({
  orbit,
  holder,
  isDark,
  label,
  onFrame,
}: OrbitPictureUse): (frame: number) => void {
  const frames = useRef<OrbitFrames>(undefined);
  const wanted = useRef(0);
  const latest = useRef({ onFrame, label });
  useEffect(() => {
    latest.current = { onFrame, label };
    holder.current?.querySelector("img")?.setAttribute("alt", label);
  });

  useEffect(() => {
    const element = holder.current;
    if (element === null || isDark === undefined) return;
    const pattern = isDark ? (orbit.framesDark ?? orbit.frames) : orbit.frames;
    const fileOf = (frame: number): PictureFile => ({
      src: frameFile(pattern, orbit.first, frame),
      ownWidth: orbit.size[0],
    });
    const drawnPixels = (element.clientWidth || Infinity) * devicePixelRatio;
    const turning = (file: PictureFile) => turningWidth(file, drawnPixels);
    const put = (image: HTMLImageElement) => {
      image.className = "picture-image orbit-frame";
      image.alt = latest.current.label;
      image.draggable = false;
      image.dataset["kind"] = orbit.kind;
      element.replaceChildren(image);
    };
    let stopSharp = () => {};
    const sharpen = (frame: number) => {
      const file = fileOf(frame);
      const width = widthFor(file, element.clientWidth * devicePixelRatio);
      if (width <= turning(file)) return () => {};
      return browserPictures.load(addressAt(file, width), "low", (picture) => {
        // Cloned, because the loader keeps its image for later requests.
        if (isImage(picture)) put(picture.cloneNode() as HTMLImageElement);
      });
    };
    const opened = openOrbitFrames({
      count: orbit.count,
      most: mostFrames(orbit, Math.min(TURNING_WIDTH, turning(fileOf(0)))),
      address: (frame) => {
        const file = fileOf(frame);
        return addressAt(file, turning(file));
      },
      loader: openBrowserPictures(0),
      isFrame: isImage,
      show: (frame, image) => {
        stopSharp();
        put(image);
        element.dataset["frame"] = String(frame);
        latest.current.onFrame(frame);
        let stop = () => {};
        const cancel = browserTiming.after(SHARPEN_AFTER_MS, () => (stop = sharpen(frame)));
        stopSharp = () => {
          cancel();
          stop();
        };
      },
    });
    frames.current = opened;
    opened.look(wanted.current);
    return () => {
      stopSharp();
      opened.close();
      frames.current = undefined;
      element.replaceChildren();
    };
  }, [orbit, holder, isDark]);

  return useCallback((frame: number) => {
    wanted.current = frame;
    frames.current?.look(frame);
  }, []);
}
