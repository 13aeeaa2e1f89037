import { useTranslation } from "react-i18next";
import type { Building } from "../../../schema/catalogue/catalogue.ts";
import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import type { PicturePlace, PlacedPicture } from "../../../schema/catalogue/uploads.ts";
import { useWords } from "../../ui/text/words.ts";
import { Select } from "../list/columns/Select.tsx";

interface PlaceFieldsProps {
  readonly name: string;
  readonly place: PicturePlace;
  readonly index: ProjectIndex;
  readonly onPlace: (place: PicturePlace) => void;
}

const KINDS = ["masterplan", "plan", "layout", "gallery", "cover", "unused"] as const;
type Kind = (typeof KINDS)[number];

/** The lowest floor with homes. */
function firstFloor(building: Building, { unitsByBuilding }: ProjectIndex): number | undefined {
  const floors = (unitsByBuilding.get(building.id) ?? []).map(({ floor }) => floor);
  return floors.length === 0 ? building.floors[0]?.number : Math.min(...floors);
}

/** An initial place of this kind; `undefined` if the development has nothing of the kind. */
function placeOf(kind: Kind, index: ProjectIndex): PicturePlace | undefined {
  const { buildings, layouts } = index.project;
  switch (kind) {
    case "masterplan":
      return { kind, buildings: [] };
    case "plan": {
      const [building] = buildings;
      const floor = building && firstFloor(building, index);
      if (building === undefined || floor === undefined) return undefined;
      return { kind, floors: [{ building: building.id, floor }], units: [] };
    }
    case "layout": {
      const [layout] = layouts;
      return layout && { kind, layout: layout.id };
    }
    case "gallery":
    case "cover":
    case "unused":
      return { kind };
  }
}

/** A picture's place. Changes are applied at once. */
export function PlaceFields({ name, place, index, onPlace }: PlaceFieldsProps) {
  const { t } = useTranslation("pictures");
  const words = useWords();
  const { layouts } = index.project;
  return (
    <div className="grid grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))] gap-3">
      <Select
        label={t("place", { name })}
        isLabelHidden
        className="col-span-full max-w-72"
        value={place.kind}
        options={KINDS.filter(
          (kind) => kind === place.kind || placeOf(kind, index) !== undefined,
        ).map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
        onChange={(kind) => {
          const next = placeOf(kind, index);
          if (next !== undefined) onPlace(next);
        }}
      />
      {place.kind === "layout" && (
        <Select
          label={t("layout")}
          value={place.layout}
          options={layouts.map(({ id, name: text }) => ({ value: id, label: words.text(text) }))}
          onChange={(layout) => onPlace({ kind: "layout", layout })}
        />
      )}
      {place.kind === "plan" && <FloorFields place={place} index={index} onPlace={onPlace} />}
    </div>
  );
}

interface FloorFieldsProps extends Pick<PlaceFieldsProps, "index" | "onPlace"> {
  readonly place: PlacedPicture<"plan">;
}

/** A building and the range of its floors that have this plan. */
function FloorFields({ place, index, onPlace }: FloorFieldsProps) {
  const { t } = useTranslation("pictures");
  const words = useWords();
  const { buildings } = index.project;
  const [first] = place.floors;
  const building = buildings.find(({ id }) => id === first?.building);
  const numbers = place.floors.map(({ floor }) => floor);
  const [from, to] = [Math.min(...numbers), Math.max(...numbers)];
  const floors = building?.floors ?? [];
  const options = floors.map(({ number, label }) => ({ value: String(number), label }));
  const show = (own: Building, least: number, most: number) => {
    const [low, high] = [Math.min(least, most), Math.max(least, most)];
    const shown = own.floors.filter(({ number }) => number >= low && number <= high);
    const next = shown.map(({ number }) => ({ building: own.id, floor: number }));
    // Outlines refer to the homes of one building.
    const units = own.id === first?.building ? place.units : [];
    onPlace({ kind: "plan", floors: next, units });
  };
  return (
    <>
      <Select
        label={t("building")}
        value={first?.building ?? ""}
        options={buildings.map((own) => ({ value: own.id, label: words.building(own) }))}
        onChange={(id) => {
          const own = index.buildings.get(id);
          const floor = own && firstFloor(own, index);
          if (own !== undefined && floor !== undefined) show(own, floor, floor);
        }}
      />
      <Select
        label={t("from")}
        value={String(from)}
        options={options}
        onChange={(value) => building && show(building, Number(value), to)}
      />
      <Select
        label={t("to")}
        value={String(to)}
        options={options}
        onChange={(value) => building && show(building, from, Number(value))}
      />
    </>
  );
}
