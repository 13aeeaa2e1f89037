import { useTranslation } from "react-i18next";

/** "just now", "12 min", "1 h 5 min". */
export function useDuration(): (durationMs: number) => string {
  const { t } = useTranslation("agent");
  return (durationMs) => {
    const minutes = Math.floor(durationMs / 60_000);
    if (minutes < 1) return t("duration.now");
    if (minutes < 60) return t("duration.minutes", { count: minutes });
    return t("duration.hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
  };
}
