import { useMedia } from "../base/react/useMedia.ts";

/** Whether the desk's stage has room; a phone in landscape is wide but not high. */
export const useHasDeskRoom = (): boolean =>
  useMedia("(min-width: 56.25rem) and (min-height: 35rem)");
