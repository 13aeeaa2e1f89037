import { useTranslation } from "react-i18next";
import type { Building, Unit } from "../../../schema/catalogue/catalogue.ts";
import { UNIT_STATUSES } from "../../../schema/values/unitStatus.ts";
import { useWords } from "../../ui/text/words.ts";
import { countHomes } from "../building/counts.ts";
import type { StageProps } from "../types.ts";

type ListProps = Pick<StageProps, "index" | "onIntent">;

/** The desk's list: a column per building with a mark per home. */
export function BuildingColumns({ index, onIntent }: ListProps) {
  const { t } = useTranslation("stage");
  return (
    <nav aria-label={t("masterplan.buildings")} className="building-columns">
      {index.project.buildings.map((building) => (
        <BuildingColumn
          key={building.id}
          building={building}
          units={index.unitsByBuilding.get(building.id) ?? []}
          onOpen={() =>
            onIntent({ kind: "open", view: { screen: "building", building: building.id } })
          }
        />
      ))}
    </nav>
  );
}

function BuildingColumn({
  building,
  units,
  onOpen,
}: {
  readonly building: Building;
  readonly units: readonly Unit[];
  readonly onOpen: () => void;
}) {
  const { t } = useTranslation("stage");
  const words = useWords();
  const counts = countHomes(units);
  return (
    <button
      type="button"
      className="building-column"
      data-anchor={`building:${building.id}`}
      onClick={onOpen}
    >
      <span className="font-medium">{words.building(building)}</span>
      <span>
        {counts.known ? (
          <>
            <span className="text-md">{words.number(counts.byStatus.available)}</span>{" "}
            <span className="text-ink-2">
              {t("masterplan.of", { total: words.number(counts.total) })}
            </span>
          </>
        ) : (
          t("summary.homes", { count: counts.total })
        )}
      </span>
      {counts.known && <HomeDots counts={counts.byStatus} total={counts.total} />}
    </button>
  );
}

/** Above this number single marks would be too small. */
const MOST_DOTS = 200;

function HomeDots({
  counts,
  total,
}: {
  readonly counts: ReturnType<typeof countHomes>["byStatus"];
  readonly total: number;
}) {
  const perMark = Math.ceil(total / MOST_DOTS);
  return (
    <span
      className="home-dots"
      aria-hidden="true"
      style={{ "--dots": total <= 40 ? 8 : 32 } as React.CSSProperties}
    >
      {UNIT_STATUSES.flatMap((status) =>
        Array.from({ length: Math.ceil(counts[status] / perMark) }, (_, place) => (
          <i key={`${status}${place}`} data-status={status} />
        )),
      )}
    </span>
  );
}
