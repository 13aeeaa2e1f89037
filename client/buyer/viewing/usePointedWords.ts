import { useTranslation } from "react-i18next";
import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import type { View } from "../../../schema/presentation/presentation.ts";
import { pointedName } from "../../stage/pointer/pointedName.ts";
import type { PointingSource } from "../../stage/pointing.ts";
import { usePointed } from "../../stage/usePointed.ts";
import { useWords } from "../../ui/text/words.ts";

/**
 * "Your agent: the balcony", for screen readers: what the agent points at around a building or in a room, where the view
 * alone says little. `undefined`: nothing with a name.
 */
export function usePointedWords(
  view: View,
  index: ProjectIndex,
  source: PointingSource | undefined,
): string | undefined {
  const { t } = useTranslation("stage");
  const words = useWords();
  const isAround = view.screen === "orbit" || view.screen === "panorama";
  const thing = usePointed(isAround ? source : undefined, ({ highlight, pointer }) =>
    [highlight, pointer && { anchor: pointer.anchor, share: pointer }]
      .map((pointed) => pointed && pointedName(pointed, index, words))
      .find((name) => name !== undefined),
  );
  return thing === undefined ? undefined : t("pointer.at", { thing });
}
