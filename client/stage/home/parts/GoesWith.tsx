import { useTranslation } from "react-i18next";
import type { Unit } from "../../../../schema/catalogue/catalogue.ts";
import { UnitRows } from "../../layouts/UnitRows.tsx";
import type { StageIntent, StageProps } from "../../types.ts";
import { extrasOf } from "../neighbours.ts";

const MOST_OF_EACH = 2;

/** Parking and storage available with a home; pressing one compares the two. */
export function GoesWith({ unit, ...stage }: StageProps & { readonly unit: Unit }) {
  const { t } = useTranslation("stage");
  const extras = extrasOf(unit, stage.index.project.units, MOST_OF_EACH);
  if (extras.length === 0) return null;
  const show = (intent: StageIntent) =>
    stage.onIntent(
      intent.kind === "open" && intent.view.screen === "unit"
        ? { kind: "open", view: { screen: "compare", units: [unit.id, intent.view.unit] } }
        : intent,
    );
  return (
    <section>
      <h2 className="pb-1 text-xs text-ink-2">{t("home.goesWith")}</h2>
      <UnitRows {...stage} onIntent={show} units={extras} />
    </section>
  );
}
