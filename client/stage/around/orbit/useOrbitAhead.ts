import { useEffect, type RefObject } from "react";
import type { Orbit } from "../../../../schema/catalogue/around.ts";
import type { ProjectIndex } from "../../../../schema/catalogue/projectIndex.ts";
import type { View } from "../../../../schema/presentation/presentation.ts";
import { browserTiming } from "../../../ui/timing.ts";
import { frameOf, turningAddress, turningSize } from "./frameSize.ts";

/** How long a view rests before the orbit is loaded: a view left sooner has its own pictures to load. */
const REST_MS = 1_000;
/** Approximate share of a stage's height that an orbit fills. */
const HEIGHT = 0.7;

/** The orbit that probably follows a view: its building's, or the first for a view of no building; `undefined` on an orbit. */
export function orbitAfter(view: View, index: ProjectIndex): Orbit | undefined {
  const { orbits = [] } = index.project;
  switch (view.screen) {
    case "orbit":
      return undefined;
    case "building":
    case "floor":
      return orbits.find(({ building }) => building === view.building);
    case "unit": {
      const building = index.units.get(view.unit)?.building;
      return orbits.find((orbit) => building !== undefined && orbit.building === building);
    }
    default:
      return orbits[0];
  }
}

/** The address of the first frame as a stage of this size will request it. */
function firstFrame(
  orbit: Orbit,
  [width, height]: readonly [number, number],
  isDark: boolean,
): string {
  const drawn = Math.min(width, (HEIGHT * height * orbit.size[0]) / orbit.size[1]);
  const file = frameOf(orbit, 0, isDark);
  return turningAddress(file, turningSize(file, orbit.size, drawn * devicePixelRatio));
}

/** Loads the first frame of the orbit that probably follows, and the scripts that draw it. */
export function useOrbitAhead(
  area: RefObject<HTMLElement | null>,
  orbit: Orbit | undefined,
  loadView: () => Promise<unknown>,
): void {
  useEffect(() => {
    if (orbit === undefined) return;
    const stop = new AbortController();
    const cancel = browserTiming.after(REST_MS, () => {
      const element = area.current;
      if (element === null) return;
      const isDark = element.closest("[data-theme]")?.getAttribute("data-theme") === "dark";
      const address = firstFrame(orbit, [element.clientWidth, element.clientHeight], isDark);
      const forget = () => undefined;
      // Failures are ignored: the orbit loads both, with retries, when it opens.
      loadView().catch(forget);
      fetch(address, { priority: "low", signal: stop.signal })
        .then((response) => response.blob())
        .catch(forget);
    });
    return () => {
      cancel();
      stop.abort();
    };
  }, [area, orbit, loadView]);
}
