/** Delay without `requestIdleCallback`: a slow phone has rendered by then. */
const IDLE_AFTER_MS = 2_000;

/** Whether the browser's data saver is on; not every browser reports it. */
export const sparesData = (browser: object): boolean =>
  "connection" in browser &&
  (browser.connection as { readonly saveData?: boolean } | undefined)?.saveData === true;

/** Calls once when the page has nothing else to do. */
export function whenIdle(call: () => void): void {
  if (typeof requestIdleCallback === "undefined") setTimeout(call, IDLE_AFTER_MS);
  else requestIdleCallback(call);
}
