import { createInstance } from "i18next";
import { renderToString } from "react-dom/server";
import { Suspense } from "react";
import { I18nextProvider, initReactI18next } from "react-i18next";
import { browserClock } from "../../../base/clock.ts";
import type { Language } from "../../../ui/text/language.ts";
import { JoinPage } from "../pages/JoinPage.tsx";

const catalogues = import.meta.glob<object>("../../../ui/locales/*/{buyer,common}.json", {
  eager: true,
  import: "default",
});

const wordsOf = (language: Language, namespace: "buyer" | "common") =>
  catalogues[`../../../ui/locales/${language}/${namespace}.json`] ?? {};

const nothing = () => undefined;

/**
 * The join page in one language as HTML, in its state before the preview is loaded. Rendered at build time, sent with the
 * page and hydrated by the same components.
 */
export async function prerenderJoinPage(language: Language): Promise<string> {
  const i18n = createInstance({
    lng: language,
    defaultNS: "common",
    resources: {
      [language]: { buyer: wordsOf(language, "buyer"), common: wordsOf(language, "common") },
    },
    interpolation: { escapeValue: false },
  });
  await i18n.use(initReactI18next).init();
  return renderToString(
    <I18nextProvider i18n={i18n}>
      <Suspense>
        <JoinPage
          preview={undefined}
          joining={false}
          offline={false}
          wrongPin={false}
          isUrgent
          consumeSubmit={() => false}
          onJoin={nothing}
          clock={browserClock}
        />
      </Suspense>
    </I18nextProvider>,
  );
}
