/** Signals of the device: page hidden or shown, return from sleep, network lost or back. */
export interface PageSignals {
  isHidden(): boolean;
  /** Calls back whenever the page is shown or hidden. Returns a function that stops. */
  onVisibility(changed: () => void): () => void;
  /** Calls back when the network returns or the page comes out of the browser's cache. Returns a function that stops. */
  onReturn(returned: () => void): () => void;
  /**
   * Calls back when the device reports that it has no network; open sockets do not close by themselves. Returns a
   * function that stops.
   */
  onOffline(lost: () => void): () => void;
}

export const browserPage: PageSignals = {
  isHidden: () => document.visibilityState === "hidden",
  onVisibility: (changed) => {
    document.addEventListener("visibilitychange", changed);
    return () => document.removeEventListener("visibilitychange", changed);
  },
  onReturn: (returned) => {
    const shown = (shownPage: PageTransitionEvent) => {
      if (shownPage.persisted) returned();
    };
    window.addEventListener("pageshow", shown);
    window.addEventListener("online", returned);
    return () => {
      window.removeEventListener("pageshow", shown);
      window.removeEventListener("online", returned);
    };
  },
  onOffline: (lost) => {
    window.addEventListener("offline", lost);
    return () => window.removeEventListener("offline", lost);
  },
};

/** For programs without a page: nothing is ever hidden, lost or back. */
export const noPage: PageSignals = {
  isHidden: () => false,
  onVisibility: () => () => undefined,
  onReturn: () => () => undefined,
  onOffline: () => () => undefined,
};
