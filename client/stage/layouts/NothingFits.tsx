import { useTranslation } from "react-i18next";
import type { Filters } from "../../../schema/presentation/filters.ts";
import { NO_FILTERS } from "../../../schema/presentation/filters.ts";
import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import { Button } from "../../ui/Button.tsx";
import { relax } from "./filters/relax.ts";

interface NothingFitsProps {
  readonly index: ProjectIndex;
  readonly filters: Filters;
  readonly form: "desk" | "phone";
  readonly onChange: (filters: Filters) => void;
}

/** No matching home: offers to remove the one filter that excludes the most homes. */
export function NothingFits({ index, filters, form, onChange }: NothingFitsProps) {
  const { t } = useTranslation("stage");
  const relaxation = relax(index.project.units, filters);
  const name = relaxation && t(`layouts.names.${relaxation.name}`);
  return (
    <div className={`border-t border-line py-10 ${form === "desk" ? "text-sm" : "text-md"}`}>
      <p className="font-display text-xl">{t("layouts.empty")}</p>
      <p className="mt-1 max-w-[44ch] text-ink-2">{t("layouts.emptyText")}</p>
      {relaxation !== undefined && (
        <p className="mt-4 text-ink-2">
          {t("layouts.relax", {
            filter: name,
            homes: t("layouts.homes", { count: relaxation.homes }),
          })}
        </p>
      )}
      <div className="mt-5 flex flex-wrap gap-2">
        {relaxation !== undefined && (
          <Button variant="primary" size={form} onPress={() => onChange(relaxation.filters)}>
            {t("layouts.relaxDo", { filter: name })}
          </Button>
        )}
        <Button size={form} onPress={() => onChange(NO_FILTERS)}>
          {t("filters.clear")}
        </Button>
      </div>
    </div>
  );
}
