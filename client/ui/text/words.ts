import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Orbit, Panorama } from "../../../schema/catalogue/around.ts";
import type {
  Aspect,
  Building,
  Masterplan,
  Project,
  Unit,
} from "../../../schema/catalogue/catalogue.ts";
import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import { shownPrice } from "../../../schema/catalogue/shownPrice.ts";
import { useFormat, type Format } from "./format.ts";
import { scaleOf, signOf, type Currency, type Priced } from "./money.ts";

/** Texts for the catalogue's objects in the viewer's language. */
export interface Words extends Format {
  /** The pack's name in this language, else "Building 5". */
  readonly building: (building: Building) => string;
  /** The pack's name, else its id as one: "river-side" is "River side". */
  readonly masterplan: (masterplan: Pick<Masterplan, "id" | "name">) => string;
  /** The pack's name, else its building's, else the development's. */
  readonly orbit: (
    orbit: Pick<Orbit, "name" | "building">,
    index: Pick<ProjectIndex, "buildings" | "project">,
  ) => string;
  /** The pack's name, else "Room 2". */
  readonly panorama: (panorama: Panorama, project: Pick<Project, "panoramas">) => string;
  /** "B-1204", else "Home 15", "Plot 7". */
  readonly unit: (unit: Pick<Unit, "label" | "number" | "kind">) => string;
  /** The short form for a plan's label or a sentence: "B-1204" or "15". */
  readonly unitShort: (unit: Unit) => string;
  /** "Two bedrooms", "Studio". */
  readonly bedrooms: (count: number) => string;
  /** "2 bed", "Studio". */
  readonly bedroomsShort: (count: number) => string;
  /** "AED 2,980,000", "Price on request", or "Sold". */
  readonly price: (unit: Pick<Unit, "price" | "status">, currency: Currency) => string;
  /** The price in the project's own scale: "AED 2.85 M". */
  readonly compact: (minor: number, project: Priced) => string;
  /** The unit of a board's figures: "AED million". */
  readonly figures: (project: Priced) => string;
  /** "Lagoon, sea"; empty where the pack says nothing. */
  readonly aspects: (unit: Pick<Unit, "aspects">, aspects: readonly Aspect[]) => string;
  /** "84.92 m²" in the project's unit. */
  readonly areaOf: (squareMetres: number, project: Pick<Project, "areaUnit">) => string;
}

const SPELLED = ["0", "1", "2", "3", "4", "5"] as const;

/** A number such as "Villa 12", which is a name already. */
const NAMED = /\p{L}{3}/u;

export function useWords(): Words {
  const { t } = useTranslation("common");
  const format = useFormat();
  return useMemo(() => {
    const nameBuilding: Words["building"] = ({ name, label }) =>
      name !== undefined && format.speaks(name)
        ? format.text(name)
        : t("building", { number: label });
    return {
      ...format,
      building: nameBuilding,
      orbit: ({ name, building: id }, { buildings, project }) => {
        if (name !== undefined) return format.text(name);
        const building = id === undefined ? undefined : buildings.get(id);
        return building === undefined ? format.text(project.name) : nameBuilding(building);
      },
      panorama: (panorama, { panoramas = [] }) =>
        panorama.name === undefined
          ? t("room", { number: format.number(panoramas.indexOf(panorama) + 1) })
          : format.text(panorama.name),
      masterplan: ({ id, name }) =>
        name === undefined
          ? id.charAt(0).toUpperCase() + id.slice(1).replaceAll("-", " ")
          : format.text(name),
      unit: ({ label, number, kind }) => {
        if (label !== undefined) return label;
        if (kind === undefined) return t("home", { number });
        return NAMED.test(number) ? number : t(`unitOf.${kind}`, { number });
      },
      unitShort: ({ label, number }) => label ?? number,
      bedrooms: (count) => {
        const spelled = SPELLED[count];
        return spelled === undefined ? t("bedroomCount", { count }) : t(`bedrooms.${spelled}`);
      },
      bedroomsShort: (count) => (count === 0 ? t("bedrooms.0") : t("bedroomsShort", { count })),
      price: (unit, currency) => {
        const price = shownPrice(unit);
        if (unit.status === "sold") return t("soldShort");
        return price === undefined ? t("priceOnRequest") : format.money(price, currency);
      },
      compact: (minor, project) =>
        t("compact.money", {
          currency: signOf(project.currency, format.language),
          figure: format.figure(minor, project),
          unit: t(`compact.unit.${scaleOf(project).name}`),
        }),
      figures: (project) =>
        t(`compact.figures.${scaleOf(project).name}`, {
          currency: signOf(project.currency, format.language),
        }),
      aspects: (unit, aspects) =>
        aspects
          .filter(({ id }) => unit.aspects.includes(id))
          .map((aspect) => format.text(aspect.name))
          .join(t("comma")),
      areaOf: (squareMetres, { areaUnit }) => format.area(squareMetres, areaUnit),
    };
  }, [format, t]);
}
