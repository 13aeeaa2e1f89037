import { useTranslation } from "react-i18next";
import { useStore } from "../../../base/react/useStore.ts";
import { useViewWords } from "../../../stage/useViewWords.ts";
import { useDesk } from "../../deskContext.ts";
import { usePresenterName } from "../../parts/usePresenterName.ts";
import { usePresenters } from "../../useLiveState.ts";

/** Announces the views that other presenters open, to screen readers. */
export function PresenterAnnouncer() {
  const { desk } = useDesk();
  const presenters = usePresenters();
  const { t } = useTranslation("agent");
  const place = useViewWords(useStore(desk.index));
  const { view } = useStore(desk.state);
  const nameOf = usePresenterName();
  const opener = presenters.find(({ own, active, opened }) => !own && active && opened);
  return (
    <p aria-live="polite" className="sr-only">
      {opener !== undefined && t("presenters.said", { name: nameOf(opener), place: place(view) })}
    </p>
  );
}
