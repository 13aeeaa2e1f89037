import { EyeOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Unit } from "../../../schema/catalogue/catalogue.ts";

/** Marks a home as hidden from buyers, on the desk; in narrow places for screen readers only. */
export function HiddenUnitMark({
  unit,
  word = false,
}: {
  readonly unit: Pick<Unit, "hidden">;
  readonly word?: boolean;
}) {
  const { t } = useTranslation("stage");
  if (unit.hidden !== true) return null;
  return (
    <span className="inline-flex shrink-0 items-center gap-2 text-ink-3" title={t("home.heldBack")}>
      <EyeOff size={14} strokeWidth={1.5} aria-hidden="true" />
      <span className={word ? "" : "sr-only"}>{t("home.heldBack")}</span>
    </span>
  );
}
