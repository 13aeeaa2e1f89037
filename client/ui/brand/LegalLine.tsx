import { useTranslation } from "react-i18next";
import { useBrand } from "./useBrand.ts";

/** A partner's legal notice, in small text at the end. */
export function LegalLine({ className }: { readonly className: string }) {
  const { i18n } = useTranslation();
  const legal = useBrand()?.legal;
  const text = legal && (legal[i18n.language] ?? legal["en"] ?? Object.values(legal)[0]);
  return text ? <p className={`text-xs text-ink-3 ${className}`}>{text}</p> : null;
}
