import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { addWords } from "../ui/text/i18n.ts";
import english from "../ui/locales/en/inspector.json";

/** Loads the inspector's translations; false until loaded. */
export function useInspectorWords(): boolean {
  const { i18n } = useTranslation();
  const [ready, setReady] = useState(false);
  useEffect(() => {
    let gone = false;
    const show = () => {
      if (!gone) setReady(true);
    };
    addWords(i18n, "inspector", english).then(show, show);
    return () => {
      gone = true;
    };
  }, [i18n]);
  return ready;
}
