import { parseAnchor } from "../../../schema/presentation/anchors.ts";
import type { Project } from "../../../schema/catalogue/catalogue.ts";
import {
  HOME_TABS,
  unitView,
  type HomeTab,
  type UnitView,
} from "../../../schema/presentation/presentation.ts";
import type { Timing } from "../../ui/timing.ts";
import type { Pointing, PointingSource } from "../pointing.ts";

/** The parts of a home for which this project has data, the plan first. */
export function tabsOf({ gallery, payment, location, masterplans }: Project): readonly HomeTab[] {
  const has: Readonly<Record<HomeTab, boolean>> = {
    plan: true,
    views: gallery.length > 0,
    payment: payment !== undefined,
    location: location !== undefined || masterplans.some(({ picture }) => picture !== undefined),
  };
  return HOME_TABS.filter((tab) => has[tab]);
}

/** The part that a view shows: the plan if the project lacks the named one. */
export function shownTab(view: UnitView, project: Project): HomeTab {
  const tab: HomeTab = view.tab ?? "plan";
  return tabsOf(project).includes(tab) ? tab : "plan";
}

/** The intent of pressing a tab. */
export const openTab = (unit: string, tab: HomeTab) =>
  ({ kind: "open", view: unitView(unit, tab) }) as const;

/** The part of a home that contains an anchor; `undefined` for other anchors. */
function tabOfAnchor(text: string): HomeTab | undefined {
  switch (parseAnchor(text)?.kind) {
    case "payment":
      return "payment";
    case "image":
      return "views";
    case "layout":
    case "plan":
      return "plan";
    case "masterplan":
      return "location";
    default:
      return undefined;
  }
}

function tabOfPointing({ pointer, highlight }: Pointing): HomeTab | undefined {
  const anchor = pointer?.anchor ?? highlight?.anchor;
  return anchor === undefined ? undefined : tabOfAnchor(anchor);
}

/** How long a pointer must rest before its tab opens, so that passing over one does not. */
const REST_MS = 250;
/** How long a tab stays open without a pointed thing, to bridge the gaps between things. */
const LINGER_MS = 1000;

/** The part of a home that the agent points at, for followers. */
export interface PointedTab {
  /** Another part was opened: the pointer's earlier position no longer counts. */
  readonly reset: () => void;
  /** Idempotent. */
  readonly close: () => void;
}

/** Calls back with the part that the agent points at, and with `undefined` shortly after there is none. */
export function followPointedTab(
  source: PointingSource,
  timing: Pick<Timing, "after">,
  show: (tab: HomeTab | undefined) => void,
): PointedTab {
  let wanted: HomeTab | undefined;
  let shown: HomeTab | undefined;
  let cancel: (() => void) | undefined;
  const stopTimer = () => {
    cancel?.();
    cancel = undefined;
  };
  const turn = (tab: HomeTab | undefined) => {
    if (tab !== shown) show(tab);
    shown = tab;
  };
  const look = () => {
    const next = tabOfPointing(source.get());
    if (next === wanted) return;
    wanted = next;
    stopTimer();
    cancel = timing.after(next === undefined ? LINGER_MS : REST_MS, () => turn(next));
  };
  const stop = source.subscribe(look);
  look();
  return {
    reset: () => {
      stopTimer();
      turn(undefined);
    },
    close: () => {
      stopTimer();
      stop();
    },
  };
}
