import { useEffect, useEffectEvent } from "react";
import { depthIn } from "../buyer/viewing/useBackButton.ts";

const KEY = "offplanReplay";

const isOpenIn = (state: unknown): boolean =>
  (state as Record<string, unknown> | null)?.[KEY] === true;

/**
 * One entry of the browser's history while the replay is open, so that the phone's back button closes it instead of leaving
 * the page. Looks of the viewer's own add entries after it.
 */
export function useBackCloses(onClose: () => void): void {
  const close = useEffectEvent(onClose);
  useEffect(() => {
    const { history } = window;
    if (!isOpenIn(history.state)) history.pushState({ [KEY]: true }, "");
    const wentBack = ({ state }: PopStateEvent) => {
      if (!isOpenIn(state) && depthIn(state) === 0) close();
    };
    window.addEventListener("popstate", wentBack);
    return () => {
      window.removeEventListener("popstate", wentBack);
      const depth = depthIn(history.state);
      if (depth > 0 || isOpenIn(history.state)) history.go(-depth - 1);
    };
  }, []);
}
