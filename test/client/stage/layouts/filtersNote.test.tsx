import { expect, test } from "vitest";
import { NO_FILTERS, type Filters } from "../../../../schema/presentation/filters.ts";
import { initialState, type View } from "../../../../schema/presentation/presentation.ts";
import { smallIndex } from "../../../support/room/project.ts";
import { renderStage } from "../../../support/browser/renderStage.tsx";

const ON = "Filters that are on";
const filters: Filters = { bedrooms: [1], aspects: ["sea"] };
const drawn = (view: View, form: "desk" | "phone", chosen: Filters = filters) =>
  renderStage(view, smallIndex, {
    form,
    state: { ...initialState("small", view), filters: chosen },
  });

test.each([
  ["desk", { screen: "building", building: "b1" }, "2 of 4 homes fit"],
  ["phone", { screen: "building", building: "b1" }, "2 of 4 homes fit"],
  ["desk", { screen: "floor", building: "b1", floor: 2 }, "1 of 2 homes fit"],
  ["phone", { screen: "floor", building: "b1", floor: 1 }, "1 of 2 homes fit"],
] as const)(
  "on the %s a view of quiet homes says which filters are on: %j",
  async (form, view, counted) => {
    const text = await drawn(view, form);
    expect(text).toContain(ON);
    expect(text).toContain("One bedroom, Sea");
    expect(text).toContain(counted);
    expect(text).toContain("Clear all");
  },
);

test.each(["desk", "phone"] as const)(
  "on the %s nothing is said while nothing is filtered",
  async (form) => {
    const board: View = { screen: "building", building: "b1" };
    for (const none of [NO_FILTERS, { bedrooms: [], price: {} }]) {
      expect(await drawn(board, form, none)).not.toContain(ON);
    }
  },
);
