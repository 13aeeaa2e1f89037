import { useTranslation } from "react-i18next";
import type { View } from "../../../schema/presentation/presentation.ts";
import type { StageProps } from "../types.ts";

interface CustomViewProps extends StageProps {
  readonly view: Extract<View, { screen: "custom" }>;
}

/**
 * A page of the embedder's own, in a frame of no origin: it draws, and reaches neither this page nor anything that is kept
 * here. What it is to draw stands behind the `#` of its address as JSON, `{data, language, direction}`, and a change is a
 * `hashchange`.
 */
export function CustomView({ view, index }: CustomViewProps) {
  const { t, i18n } = useTranslation("stage");
  const found = index.project.customViews?.find(({ name }) => name === view.name);
  if (found === undefined) return null;
  const drawn = { data: view.data, language: i18n.language, direction: i18n.dir() };
  return (
    <iframe
      title={t("views.custom")}
      src={`${found.url}#${encodeURIComponent(JSON.stringify(drawn))}`}
      sandbox="allow-scripts"
      referrerPolicy="no-referrer"
      className="block size-full border-0 bg-paper"
    />
  );
}
