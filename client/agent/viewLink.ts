import * as v from "valibot";
import { View } from "../../schema/presentation.ts";

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
