import { useTranslation } from "react-i18next";
import type { ProjectIndex } from "../../../../schema/catalogue/projectIndex.ts";
import { useWords } from "../../../ui/text/words.ts";
import type { SeenBuyer } from "./seen.ts";

export function useHomeName(index: ProjectIndex): (id: string) => string {
  const words = useWords();
  return (id) => {
    const unit = index.units.get(id);
    return unit === undefined ? id : words.unitShort(unit);
  };
}

export function useBuyerName(): (buyer: SeenBuyer) => string {
  const { t } = useTranslation("agent");
  return ({ name }) => name ?? t("records.unnamed");
}
