import { useTranslation } from "react-i18next";
import type { HomeFacts } from "../homeFacts.ts";

interface HomePriceProps {
  readonly facts: HomeFacts;
  readonly form: "desk" | "phone";
  readonly priced: boolean;
}

/** The price, or the text in its place, in the same style. */
export function HomePrice({ facts, form, priced }: HomePriceProps) {
  const { t } = useTranslation("stage");
  const aside = facts.perArea ?? (!priced && form === "phone" ? t("home.ask") : undefined);
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4">
      <p className="font-display text-2xl leading-label">{facts.price}</p>
      {aside !== undefined && (
        <p className={`text-ink-3 ${form === "phone" ? "text-md" : "text-xs"}`}>{aside}</p>
      )}
    </div>
  );
}
