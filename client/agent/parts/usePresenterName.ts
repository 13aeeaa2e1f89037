import { useTranslation } from "react-i18next";
import type { Presenter } from "../../session/types.ts";

/** The displayed name of a presenter; agents may have none. */
export function usePresenterName(): (presenter: Pick<Presenter, "name">) => string {
  const { t } = useTranslation("agent");
  return ({ name }) => (name === "" ? t("presenters.unnamed") : name);
}
