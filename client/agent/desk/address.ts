import { View } from "../../../schema/presentation/presentation.ts";
import { createStore, type Store } from "../../base/store.ts";
import * as v from "valibot";

/** The open development and its view, as in the address bar. */
interface Address {
  readonly project: string | undefined;
  readonly view: View | undefined;
}

/** The parts of `window` that an address bar uses; tests pass their own. */
export interface AddressWindow {
  readonly location: Pick<Location, "pathname" | "search" | "hash">;
  readonly history: Pick<History, "pushState" | "replaceState">;
  addEventListener(type: "popstate", listener: () => void): void;
  removeEventListener(type: "popstate", listener: () => void): void;
}

/** The desk in the address bar, and the browser's back and forward. */
export interface AddressBar {
  readonly current: Store<Address>;
  /** Adds a history entry. */
  go(next: Address): void;
  /** Replaces the current history entry. */
  replace(next: Address): void;
  /** Idempotent. */
  close(): void;
}

function readAddress(search: string): Address {
  const query = new URLSearchParams(search);
  const view = query.get("view");
  return {
    project: query.get("project") ?? undefined,
    view: view === null ? undefined : parseView(view),
  };
}

/** Only `/agent` is a page of the server, so the rest is in the query. */
function formatAddress({ project, view }: Address): string {
  if (project === undefined) return "";
  const shown = view === undefined ? "" : `&view=${formatView(view)}`;
  return `?project=${project}${shown}`;
}

export function openAddressBar(page: AddressWindow): AddressBar {
  const current = createStore(readAddress(page.location.search));
  const popped = () => current.set(readAddress(page.location.search));
  const url = (next: Address) => `${page.location.pathname}${formatAddress(next)}`;
  page.addEventListener("popstate", popped);
  return {
    current,
    go: (next) => {
      if (formatAddress(next) === formatAddress(current.get())) return;
      page.history.pushState(null, "", url(next));
      current.set(next);
    },
    replace: (next) => {
      if (formatAddress(next) === formatAddress(current.get())) return;
      page.history.replaceState(null, "", url(next));
      current.set(next);
    },
    close: () => page.removeEventListener("popstate", popped),
  };
}

/** The credential in `#key=…` or `#token=…`, taken out of the address bar so that it stays in no history. */
function take(page: AddressWindow, name: "key" | "token"): string | undefined {
  const found = new URLSearchParams(page.location.hash.slice(1)).get(name);
  if (found === null) return undefined;
  page.history.replaceState(null, "", `${page.location.pathname}${page.location.search}`);
  return found;
}

/** The sign-in key that the server prints. */
export const takeKey = (page: AddressWindow): string | undefined => take(page, "key");

/** A token of the company's identity provider, or one of this server. */
export const takeToken = (page: AddressWindow): string | undefined =>
  take(page, "token") || undefined;

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
    case "orbit":
      return `orbit:${view.orbit}`;
    case "panorama":
      return `panorama:${view.panorama}`;
    case "compare":
      return `compare:${view.units.join(",")}`;
    // Its data is the presentation's, and too long for an address.
    case "custom":
      return `custom:${view.name}`;
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
    case "orbit":
      return { screen, orbit: rest };
    case "panorama":
      return { screen, panorama: rest };
    case "compare":
      return { screen, units: rest.split(",") };
    case "custom":
      return { screen, name: rest };
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
