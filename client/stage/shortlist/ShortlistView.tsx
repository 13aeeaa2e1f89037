import { Columns2, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { View } from "../../../schema/presentation/presentation.ts";
import { Button } from "../../ui/Button.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { useWords } from "../../ui/text/words.ts";
import { MOST_COMPARED } from "../compare/compared.ts";
import { SecondNote } from "../home/parts/SecondPrice.tsx";
import { UnitRows } from "../layouts/UnitRows.tsx";
import type { StageProps } from "../types.ts";

export interface ShortlistViewProps extends StageProps {
  readonly view: Extract<View, { screen: "shortlist" }>;
}

/** The presentation's shortlisted homes. */
export function ShortlistView(props: ShortlistViewProps) {
  const { index, state, form, canShortlist, onIntent } = props;
  const { t } = useTranslation("stage");
  const words = useWords();
  const units = state.shortlist.flatMap((id) => index.units.get(id) ?? []);
  const desk = form === "desk";
  const compared = units.slice(0, MOST_COMPARED).map(({ id }) => id);
  return (
    <div
      data-clip=""
      // Without homes nothing in it is focusable, but it must be scrollable by keyboard.
      {...(units.length === 0 && { tabIndex: 0 })}
      className={`h-full overflow-y-auto bg-ground ${desk ? "px-8 pt-5 pb-8 text-sm" : "px-5 pt-4 pb-6 text-md"}`}
    >
      <div className="max-w-[52rem]">
        <header className="pb-5">
          <h1 className={`font-display leading-tight ${desk ? "text-3xl" : "text-2xl"}`}>
            {t("shortlist.title")}
          </h1>
          {units.length > 0 && (
            <>
              <p className="mt-1.5 text-ink-2">{t("shortlist.count", { count: units.length })}</p>
              <SecondNote project={index.project} className="mt-1" />
            </>
          )}
        </header>
        {units.length === 0 ? (
          <div className="border-t border-line py-10">
            <p className="font-display text-xl">{t("shortlist.empty")}</p>
            <p className="mt-1 max-w-[44ch] text-balance text-ink-2">
              {t(canShortlist ? "shortlist.emptyAgent" : "shortlist.emptyBuyer")}
            </p>
          </div>
        ) : (
          <div className="border-t border-line">
            <UnitRows
              {...props}
              units={units}
              renderAfter={(unit) =>
                canShortlist && (
                  <IconButton
                    size={form}
                    label={t("shortlist.remove", { home: words.unit(unit) })}
                    onPress={() => onIntent({ kind: "shortlist", unit: unit.id, listed: false })}
                  >
                    <X size={16} strokeWidth={1.5} aria-hidden="true" />
                  </IconButton>
                )
              }
            />
            {compared.length > 1 && (
              <Button
                size={form}
                className="mt-5"
                onPress={() =>
                  onIntent({ kind: "open", view: { screen: "compare", units: compared } })
                }
              >
                <Columns2 size={16} strokeWidth={1.5} aria-hidden="true" />
                {t("shortlist.compare", { count: compared.length })}
              </Button>
            )}
          </div>
        )}
      </div>
    </div>
  );
}
