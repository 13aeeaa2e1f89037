import { DAY_AND_MINUTE } from "../../ui/text/dates.ts";
import { useFormat } from "../../ui/text/format.ts";
import { LOCALES } from "../../ui/text/language.ts";

/** Day and time of an ISO 8601 timestamp, to the second. */
export function useMoment(): (at: string) => string {
  const { language } = useFormat();
  return (at) =>
    new Date(at).toLocaleString(LOCALES[language], { ...DAY_AND_MINUTE, second: "2-digit" });
}
