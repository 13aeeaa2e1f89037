import * as v from "valibot";
import { View } from "../../schema/presentation.ts";

/** A view as a short text for a URL: `unit:b1-12`, `floor:b1/3`, `compare:b1-12,b1-13`, `layouts`. */
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
      return `unit:${view.unit}`;
    case "gallery":
      return `gallery:${view.image}`;
    case "compare":
      return `compare:${view.units.join(",")}`;
    case "layouts":
    case "shortlist":
      return view.screen;
  }
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
      return { screen, unit: rest };
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
