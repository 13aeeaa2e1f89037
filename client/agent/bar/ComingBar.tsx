import { useTranslation } from "react-i18next";

/** A colleague is on the way into the presentation. */
export function ComingBar() {
  const { t } = useTranslation("agent");
  return (
    <div
      aria-busy="true"
      className="flex min-h-(--bar) items-center border-b border-line bg-ground px-5 md:px-6"
    >
      <p className="py-2 text-sm leading-label text-ink-2">{t("colleagues.coming")}</p>
    </div>
  );
}
