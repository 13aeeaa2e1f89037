import { View } from "../../../schema/presentation.ts";
import { createStore, type Store } from "../../base/store.ts";
import * as v from "valibot";

/** Where the agent is, as the address bar says it. */
interface Place {
  readonly project: string | undefined;
  readonly view: View | undefined;
}

/** What a place needs of the browser; tests pass their own. */
export interface AddressWindow {
  readonly location: Pick<Location, "pathname" | "search" | "hash">;
  readonly history: Pick<History, "pushState" | "replaceState">;
  addEventListener(type: "popstate", listener: () => void): void;
  removeEventListener(type: "popstate", listener: () => void): void;
}

/** The address bar: the desk's place in it, and the browser's back and forward. */
export interface AddressBar {
  readonly place: Store<Place>;
  /** A step that the back button undoes. */
  go(place: Place): void;
  /** The same step said better. */
  replace(place: Place): void;
  /** Idempotent. */
  close(): void;
}

function readPlace(search: string): Place {
  const query = new URLSearchParams(search);
  const view = query.get("view");
  return {
    project: query.get("project") ?? undefined,
    view: view === null ? undefined : parseView(view),
  };
}

/** Only `/agent` is a page of the server, so the place is in the query. */
function formatPlace({ project, view }: Place): string {
  if (project === undefined) return "";
  const shown = view === undefined ? "" : `&view=${formatView(view)}`;
  return `?project=${project}${shown}`;
}

export function openAddressBar(page: AddressWindow): AddressBar {
  const place = createStore(readPlace(page.location.search));
  const popped = () => place.set(readPlace(page.location.search));
  const url = (next: Place) => `${page.location.pathname}${formatPlace(next)}`;
  page.addEventListener("popstate", popped);
  return {
    place,
    go: (next) => {
      if (formatPlace(next) === formatPlace(place.get())) return;
      page.history.pushState(null, "", url(next));
      place.set(next);
    },
    replace: (next) => {
      if (formatPlace(next) === formatPlace(place.get())) return;
      page.history.replaceState(null, "", url(next));
      place.set(next);
    },
    close: () => page.removeEventListener("popstate", popped),
  };
}

/** The sign-in key in `#key=…`, taken out of the address bar so that it stays in no history. */
export function takeKey(page: AddressWindow): string | undefined {
  const key = new URLSearchParams(page.location.hash.slice(1)).get("key");
  if (key === null) return undefined;
  page.history.replaceState(null, "", `${page.location.pathname}${page.location.search}`);
  return key;
}

/** A view as a short text for a URL: `unit:b1-12`, `unit:b1-12/payment`, `floor:b1/3`, `compare:b1-12,b1-13`, `layouts`. */
export function formatView(view: View): string {
  switch (view.screen) {
    case "masterplan":
      return `masterplan:${view.masterplan}`;
    case "building":
      return `building:${view.building}`;
    case "floor":
      return `floor:${view.building}/${view.floor}`;
    case "layout":
      return `layout:${view.layout}`;
    case "unit":
      return view.tab === undefined ? `unit:${view.unit}` : `unit:${view.unit}/${view.tab}`;
    case "gallery":
      return `gallery:${view.image}`;
    case "compare":
      return `compare:${view.units.join(",")}`;
    case "layouts":
    case "shortlist":
      return view.screen;
  }
}

function readHome(text: string) {
  const [unit, ...tab] = text.split("/");
  return tab.length === 0 ? { unit } : { unit, tab: tab.join("/") };
}

function readFields(screen: string, rest: string): unknown {
  switch (screen) {
    case "masterplan":
      return { screen, masterplan: rest };
    case "building":
      return { screen, building: rest };
    case "floor": {
      const [building, floor = ""] = rest.split("/");
      return { screen, building, floor: floor === "" ? undefined : Number(floor) };
    }
    case "layout":
      return { screen, layout: rest };
    case "unit":
      return { screen, ...readHome(rest) };
    case "gallery":
      return { screen, image: rest };
    case "compare":
      return { screen, units: rest.split(",") };
    default:
      return { screen };
  }
}

/** Reads what `formatView` writes; `undefined` for anything else. */
export function parseView(text: string): View | undefined {
  const [screen = "", ...rest] = text.split(":");
  const parsed = v.safeParse(View, readFields(screen, rest.join(":")));
  return parsed.success ? parsed.output : undefined;
}
