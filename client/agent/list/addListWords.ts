import { getI18n } from "react-i18next";
import { addWords } from "../../ui/text/i18n.ts";

/** Loads the translations of the list dialogs, which few agents open. */
export async function addListWords(): Promise<void> {
  const words = await import("../../ui/locales/en/list.json");
  await addWords(getI18n(), "list", words.default);
}
