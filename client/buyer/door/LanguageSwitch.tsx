import { Globe } from "lucide-react";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { changeLanguage } from "../../ui/text/i18n.ts";
import { LANGUAGE_NAMES, LANGUAGES, pickLanguage } from "../../ui/text/language.ts";
import { offeredLanguages } from "../../ui/text/readerLanguage.ts";

const never = () => () => undefined;
/** A prerendered page offers all of them. */
const all = () => LANGUAGES;

/** A native select, transparent over the language's name: switches the page's language and direction at once. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation("common");
  const language = pickLanguage([i18n.language]);
  const offered = useSyncExternalStore(never, offeredLanguages, all);
  if (offered.length === 1) return null;
  return (
    <label className="target relative ms-auto -me-2 inline-flex items-center gap-2 rounded-sm px-2 text-md text-ink-2 has-focus-visible:shadow-(--focus-ring)">
      <Globe aria-hidden="true" className="size-4.5 shrink-0" strokeWidth={1.5} />
      <span aria-hidden="true">{LANGUAGE_NAMES[language]}</span>
      <select
        aria-label={t("language")}
        value={language}
        onChange={(change) => void changeLanguage(i18n, pickLanguage([change.target.value]))}
        className="absolute inset-0 cursor-pointer appearance-none text-lg opacity-0"
      >
        {offered.map((option) => (
          <option key={option} value={option} lang={option}>
            {LANGUAGE_NAMES[option]}
          </option>
        ))}
      </select>
    </label>
  );
}
