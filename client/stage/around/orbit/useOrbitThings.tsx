import { useMemo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Orbit, OrbitThing } from "../../../../schema/catalogue/around.ts";
import type { UnitStatus } from "../../../../schema/catalogue/catalogue.ts";
import { formatAnchor } from "../../../../schema/presentation/anchors.ts";
import { matches } from "../../../../schema/presentation/filters.ts";
import type { View } from "../../../../schema/presentation/presentation.ts";
import { StatusMark } from "../../../ui/StatusMark.tsx";
import { useWords } from "../../../ui/text/words.ts";
import { countHomes } from "../../building/counts.ts";
import type { StageProps } from "../../types.ts";
import { thingsOf } from "./orbitOutlines.ts";

/** An outlined thing of an orbit, with its drawing and target. */
export interface ShownThing {
  /** From `orbitThingKey`. */
  readonly key: string;
  readonly anchor: string;
  readonly kind: "building" | "floor" | "unit";
  /** Accessible name. */
  readonly name: string;
  readonly label: ReactNode;
  readonly view: View;
  readonly status: UnitStatus | undefined;
  /** Does not match the filters. */
  readonly out: boolean;
}

/** Combined status of several homes: available if one is, else reserved if one is. */
function statusOf({ known, byStatus }: ReturnType<typeof countHomes>): UnitStatus | undefined {
  if (!known) return undefined;
  if (byStatus.available > 0) return "available";
  return byStatus.reserved > 0 ? "reserved" : "sold";
}

/** Things that can be opened on an orbit; those that the project no longer has are left out. */
export function useOrbitThings(
  orbit: Orbit,
  { index, state }: Pick<StageProps, "index" | "state">,
): readonly ShownThing[] {
  const { t } = useTranslation(["stage", "common"]);
  const words = useWords();
  const { filters } = state;
  return useMemo(() => {
    const group = (name: string, units: Parameters<typeof countHomes>[0], short: string) => {
      const counts = countHomes(units);
      const left = t("masterplan.homesLeft", { count: counts.byStatus.available });
      return {
        status: statusOf(counts),
        name: counts.known ? `${name}, ${left}` : name,
        label: (
          <>
            <b>
              <bdi>{short}</bdi>
            </b>
            {counts.known && (
              <span className="quiet">
                {t("masterplan.left", { count: counts.byStatus.available })}
              </span>
            )}
          </>
        ),
        out: units.length > 0 && !units.some((unit) => matches(unit, filters)),
      };
    };
    const describe = (thing: OrbitThing): Omit<ShownThing, "key"> | undefined => {
      if ("unit" in thing) {
        const unit = index.units.get(thing.unit);
        if (unit === undefined) return undefined;
        const status = unit.status === undefined ? "" : `, ${t(`common:status.${unit.status}`)}`;
        return {
          anchor: formatAnchor({ kind: "unit", id: unit.id }),
          kind: "unit",
          name: words.unit(unit) + status,
          label: (
            <>
              {unit.status !== undefined && <StatusMark status={unit.status} />}
              <bdi dir="ltr">{words.unitShort(unit)}</bdi>
            </>
          ),
          view: { screen: "unit", unit: unit.id },
          status: unit.status,
          out: !matches(unit, filters),
        };
      }
      const building = index.buildings.get(thing.building);
      if (building === undefined) return undefined;
      const units = index.unitsByBuilding.get(building.id) ?? [];
      if (!("floor" in thing)) {
        return {
          anchor: formatAnchor({ kind: "building", id: building.id }),
          kind: "building",
          view: { screen: "building", building: building.id },
          ...group(words.building(building), units, building.label),
        };
      }
      const floor = index.floor(thing.building, thing.floor);
      if (floor === undefined) return undefined;
      const label = t("common:floor", { label: floor.label });
      const here = units.filter((unit) => unit.floor === floor.number);
      return {
        anchor: formatAnchor({ kind: "floor", building: building.id, floor: floor.number }),
        kind: "floor",
        view: { screen: "floor", building: building.id, floor: floor.number },
        ...group(`${words.building(building)}, ${label}`, here, label),
      };
    };
    return [...thingsOf(orbit)].flatMap(([key, thing]) => {
      const described = describe(thing);
      return described === undefined ? [] : [{ key, ...described }];
    });
  }, [orbit, index, filters, t, words]);
}
