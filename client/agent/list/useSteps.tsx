import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button.tsx";

/** As many as a person reads at once; a press adds five times as many. */
const STEP = 20;

/** The first of many items, and the button that shows more of them, if there are more. */
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
