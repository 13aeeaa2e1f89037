import { useTranslation } from "react-i18next";
import { useDuration } from "./useDuration.ts";

/** "12 min", or "under a minute". */
export function useSpan(): (ms: number) => string {
  const { t } = useTranslation("agent");
  const duration = useDuration();
  return (ms) => (ms < 60_000 ? t("seen.brief") : duration(ms));
}
