import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button.tsx";

/** Items shown at first; each press adds five times as many. */
const STEP = 20;

/** The first of many items, and a button that shows more if there are any. */
export function useSteps<Item>(items: readonly Item[]): {
  readonly shown: readonly Item[];
  readonly more: ReactNode;
} {
  const { t } = useTranslation("list");
  const [count, setCount] = useState(STEP);
  const more = items.length > count && (
    <Button
      className="max-md:min-h-(--target)"
      onPress={() => setCount((before) => before + 5 * STEP)}
    >
      {t("more", { count: items.length - count })}
    </Button>
  );
  return { shown: items.slice(0, count), more };
}
