import { Bookmark, Columns2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Unit } from "../../../../schema/catalogue/catalogue.ts";
import { Button } from "../../../ui/Button.tsx";
import { comparedWith } from "../../compare/compared.ts";
import type { StageProps } from "../../types.ts";

/** The agent's actions on a home: shortlist it, compare it with the shortlist. */
export function HomeActions({
  unit,
  state,
  form,
  onIntent,
  canShortlist,
}: StageProps & { readonly unit: Unit }) {
  const { t } = useTranslation("stage");
  if (!canShortlist) return null;
  const listed = state.shortlist.includes(unit.id);
  const units = comparedWith(unit.id, state.shortlist);
  return (
    <div className="grid grid-cols-2 gap-2.5">
      <Button
        size={form}
        aria-pressed={listed}
        onPress={() => onIntent({ kind: "shortlist", unit: unit.id, listed: !listed })}
      >
        <Bookmark
          size={form === "phone" ? 20 : 16}
          strokeWidth={1.5}
          aria-hidden="true"
          fill={listed ? "currentColor" : "none"}
        />
        {t(listed ? "home.shortlisted" : "home.shortlist")}
      </Button>
      <Button
        size={form}
        onPress={() => onIntent({ kind: "open", view: { screen: "compare", units } })}
      >
        <Columns2 size={form === "phone" ? 20 : 16} strokeWidth={1.5} aria-hidden="true" />
        {t("home.compare")}
      </Button>
    </div>
  );
}
