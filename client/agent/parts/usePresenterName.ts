import { useTranslation } from "react-i18next";
import type { Presenter } from "../../session/types.ts";

/** What a desk calls somebody who presents: an agent need not have a name. */
export function usePresenterName(): (presenter: Pick<Presenter, "name">) => string {
  const { t } = useTranslation("agent");
  return ({ name }) => (name === "" ? t("presenters.unnamed") : name);
}
