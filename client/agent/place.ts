import type { View } from "../../schema/presentation.ts";
import { createStore, type Store } from "../base/store.ts";
import { formatView, parseView } from "./viewLink.ts";

/** Where the agent is, as the address bar says it. */
interface Place {
  readonly project: string | undefined;
  readonly view: View | undefined;
}

/** What a place needs of the browser; tests pass their own. */
export interface PlaceWindow {
  readonly location: Pick<Location, "pathname" | "search" | "hash">;
  readonly history: Pick<History, "pushState" | "replaceState">;
  addEventListener(type: "popstate", listener: () => void): void;
  removeEventListener(type: "popstate", listener: () => void): void;
}

/** The address bar: the desk's place in it, and the browser's back and forward. */
export interface Address {
  readonly place: Store<Place>;
  /** A step that the back button undoes. */
  go(place: Place): void;
  /** The same step said better. */
  correct(place: Place): void;
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

export function openAddress(page: PlaceWindow): Address {
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
    correct: (next) => {
      if (formatPlace(next) === formatPlace(place.get())) return;
      page.history.replaceState(null, "", url(next));
      place.set(next);
    },
    close: () => page.removeEventListener("popstate", popped),
  };
}

/** The sign-in key in `#key=…`, taken out of the address bar so that it stays in no history. */
export function takeKey(page: PlaceWindow): string | undefined {
  const key = new URLSearchParams(page.location.hash.slice(1)).get("key");
  if (key === null) return undefined;
  page.history.replaceState(null, "", `${page.location.pathname}${page.location.search}`);
  return key;
}
