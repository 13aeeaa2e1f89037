import { useTranslation } from "react-i18next";
import type { View } from "../../schema/presentation/presentation.ts";
import type { ProjectIndex } from "../../schema/catalogue/projectIndex.ts";
import { viewExists } from "../../schema/presentation/references.ts";
import { Button } from "../ui/Button.tsx";
import type { StageProps } from "./types.ts";

/** Whether the content of the view no longer exists, after a newer list removed it. */
export const isGone = (view: View, index: ProjectIndex): boolean =>
  view.screen === "compare"
    ? !view.units.some((unit) => index.units.has(unit))
    : !viewExists(view, index);

/** States that the content is gone, on the desk with a link to more. */
export function GoneView({ state, form, canShortlist, onIntent }: StageProps) {
  const { t } = useTranslation("stage");
  const isHome = state.view.screen === "unit" || state.view.screen === "compare";
  return (
    <output
      className={`block h-full overflow-y-auto bg-ground ${form === "desk" ? "px-8 pt-5 text-sm" : "px-5 pt-4 text-md"}`}
    >
      <p className="font-display text-xl">{t(isHome ? "gone.home" : "gone.other")}</p>
      <p className="mt-1 max-w-[44ch] text-ink-2">{t("gone.text")}</p>
      {canShortlist && (
        <Button
          size={form}
          className="mt-5"
          onPress={() => onIntent({ kind: "open", view: { screen: "layouts" } })}
        >
          {t("gone.others")}
        </Button>
      )}
    </output>
  );
}
