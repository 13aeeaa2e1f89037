import { createInstance } from "i18next";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider, initReactI18next } from "react-i18next";
import type { ReactNode } from "react";
import { Stage } from "../../../client/stage/Stage.tsx";
import type { StageProps } from "../../../client/stage/types.ts";
import buyer from "../../../client/ui/locales/en/buyer.json" with { type: "json" };
import common from "../../../client/ui/locales/en/common.json" with { type: "json" };
import recap from "../../../client/ui/locales/en/recap.json" with { type: "json" };
import stage from "../../../client/ui/locales/en/stage.json" with { type: "json" };
import { initialState, type View } from "../../../schema/presentation/presentation.ts";
import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";

/** An element's markup in English, before effects run. */
export async function renderEnglish(content: ReactNode): Promise<string> {
  const i18n = createInstance({
    lng: "en",
    defaultNS: "common",
    resources: { en: { buyer, common, recap, stage } },
    interpolation: { escapeValue: false },
  });
  await i18n.use(initReactI18next).init();
  return renderToStaticMarkup(<I18nextProvider i18n={i18n}>{content}</I18nextProvider>);
}

/** The stage of a view, by default as a buyer sees it. */
export const renderStage = (
  view: View,
  index: ProjectIndex,
  more: Partial<StageProps> = {},
): Promise<string> =>
  renderEnglish(
    <Stage
      state={initialState(index.project.id, view)}
      index={index}
      form="phone"
      canShortlist={false}
      onIntent={() => {}}
      {...more}
    />,
  );
