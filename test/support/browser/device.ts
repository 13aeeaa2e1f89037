import type { BrowserContext, Page } from "playwright-core";

/** Blocks site data: reading the storages throws. */
export async function refuseStorage(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"]) {
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException("Access is denied for this document.", "SecurityError");
        },
      });
    }
  });
}

/** Sets the device's wall clock off by `minutes`; `jump` changes the offset while the page is open. */
export async function skewClock(context: BrowserContext, minutes: number) {
  await context.addInitScript((byMinutes) => {
    const Real = Date;
    let offsetMs = byMinutes * 60_000;
    class Wrong extends Real {
      constructor(given?: number | string) {
        super(given ?? Real.now() + offsetMs);
      }
      static override now(): number {
        return Real.now() + offsetMs;
      }
    }
    Reflect.set(window, "Date", Wrong);
    Object.defineProperty(performance, "timeOrigin", { value: performance.timeOrigin + offsetMs });
    Reflect.set(window, "setClockWrongBy", (nextMinutes: number) => {
      offsetMs = nextMinutes * 60_000;
    });
  }, minutes);
  return {
    jump: async (page: Page, to: number): Promise<void> =>
      page.evaluate((byMinutes) => {
        (Reflect.get(window, "setClockWrongBy") as (minutes: number) => void)(byMinutes);
      }, to),
  };
}
