import { Heart } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Unit } from "../../../schema/catalogue/catalogue.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { useWords } from "../../ui/text/words.ts";
import type { Hearts } from "./hearts.ts";

/** The buyer's heart on one home: filled if liked. */
export function HeartButton({
  unit,
  hearts,
  className = "",
}: {
  readonly unit: Unit;
  readonly hearts: Hearts;
  readonly className?: string;
}) {
  const { t } = useTranslation("stage");
  const words = useWords();
  const liked = hearts.liked.has(unit.id);
  return (
    <IconButton
      label={t("hearts.like", { home: words.unitShort(unit) })}
      aria-pressed={liked}
      variant="quiet"
      size="action"
      className={className}
      onPress={() => hearts.onHeart(unit.id, !liked)}
    >
      <Heart
        className="size-5.5"
        strokeWidth={1.5}
        aria-hidden="true"
        fill={liked ? "currentColor" : "none"}
      />
    </IconButton>
  );
}
