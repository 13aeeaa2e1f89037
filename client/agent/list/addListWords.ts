import { getI18n } from "react-i18next";
import { addWords } from "../../ui/text/i18n.ts";

/** Loads the words of the dialogs about lists, which few agents ever open. */
export async function addListWords(): Promise<void> {
  const words = await import("../../ui/locales/en/list.json");
  await addWords(getI18n(), "list", words.default);
}
