/** Without `requestIdleCallback`, long enough for a slow phone to have drawn what it was asked for. */
const IDLE_AFTER_MS = 2_000;

/** Whether the reader has told the browser to spare their data; not every browser has it. */
export const sparesData = (browser: object): boolean =>
  "connection" in browser &&
  (browser.connection as { readonly saveData?: boolean } | undefined)?.saveData === true;

/** Calls once when the page has nothing else to do. */
export function whenIdle(call: () => void): void {
  if (typeof requestIdleCallback === "undefined") setTimeout(call, IDLE_AFTER_MS);
  else requestIdleCallback(call);
}
