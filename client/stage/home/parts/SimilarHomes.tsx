import { useTranslation } from "react-i18next";
import type { Unit } from "../../../../schema/catalogue/catalogue.ts";
import { UnitRows } from "../../layouts/UnitRows.tsx";
import type { StageProps } from "../../types.ts";
import { availableSisters } from "../neighbours.ts";

const MOST = 3;

/** For a home that is sold or reserved: the nearest available ones of the same layout. */
export function SimilarHomes({ unit, ...stage }: StageProps & { readonly unit: Unit }) {
  const { t } = useTranslation("stage");
  if (unit.status === undefined || unit.status === "available") return null;
  const sisters = availableSisters(unit, stage.index.project.units, MOST);
  if (sisters.length === 0) return null;
  return (
    <section>
      <h2 className={`pb-1 text-ink-2 ${stage.form === "phone" ? "text-md" : "text-xs"}`}>
        {t("home.sisters")}
      </h2>
      <UnitRows {...stage} units={sisters} sameLayout />
    </section>
  );
}
