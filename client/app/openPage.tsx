import { Component, StrictMode, Suspense, type ReactNode } from "react";
import { createRoot, hydrateRoot } from "react-dom/client";
import { I18nextProvider, useTranslation } from "react-i18next";
import { atMost } from "../base/atMost.ts";
import { deviceStorage } from "../base/storage.ts";
import type { Page } from "./pages.ts";
import { PlainButton } from "../ui/PlainButton.tsx";
import { createLanguage } from "../ui/text/i18n.ts";
import { type Language } from "../ui/text/language.ts";
import { rememberLanguage } from "../ui/text/readerLanguage.ts";
import type { Theme } from "../ui/theme.ts";
import { loadTypefaces } from "../ui/text/typefaces.ts";

function KindPage({ title, lead, action }: { title: string; lead: string; action?: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col items-start justify-center gap-4 px-6 sm:px-[12vw]">
      <h1 className="font-display text-3xl leading-tight text-balance">{title}</h1>
      <p className="max-w-[34rem] text-lg text-ink-2">{lead}</p>
      {action}
    </main>
  );
}

function BrokenPage() {
  const { t } = useTranslation("common");
  return (
    <KindPage
      title={t("page.brokenTitle")}
      lead={t("page.brokenLead")}
      action={
        <PlainButton variant="primary" size="phone" onClick={() => location.reload()}>
          {t("page.reload")}
        </PlainButton>
      }
    />
  );
}

function NowherePage() {
  const { t } = useTranslation("common");
  return <KindPage title={t("page.nowhereTitle")} lead={t("page.nowhereLead")} />;
}

class Boundary extends Component<{ readonly children: ReactNode }, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    return this.state.broken ? <BrokenPage /> : this.props.children;
  }
}

/** How long the page may stay blank before it shows that it is loading. */
const ANSWER_PATIENCE_MS = 400;

/** From this time in ms since the navigation, the page is drawn without waiting for our typefaces. */
const FACES_UNTIL_MS = 800;

/** Settles when there is something to draw, in our own typefaces unless the network is slow. */
const drawable = (ready: Promise<void>, typefaces: Promise<void>): Promise<unknown> =>
  Promise.all([
    atMost(ANSWER_PATIENCE_MS, ready),
    atMost(Math.max(0, FACES_UNTIL_MS - performance.now()), typefaces),
  ]);

/** A page whose files could not be loaded is shown as broken. */
const orBroken = (page: Promise<Page | undefined>): Promise<Page | undefined> =>
  page.catch(() => ({ Page: BrokenPage, words: {} }));

interface Reader {
  readonly theme: Theme;
  readonly language: Language;
}

/** Renders the page in the reader's language, or hydrates the prerendered one. */
export async function openPage(
  root: HTMLElement,
  loading: Promise<Page | undefined>,
  { theme, language }: Reader,
): Promise<void> {
  const typefaces = loadTypefaces(language);
  const { Page = NowherePage, words = {}, ready } = (await orBroken(loading)) ?? {};
  const spoken = await createLanguage(language, words);
  spoken.on("languageChanged", (next) => rememberLanguage(deviceStorage, next));
  const page = (
    <StrictMode>
      <I18nextProvider i18n={spoken}>
        <Boundary>
          <Suspense>
            <Page theme={theme} />
          </Suspense>
        </Boundary>
      </I18nextProvider>
    </StrictMode>
  );
  if (window.earlyJoin === undefined) {
    await (ready === undefined ? typefaces : drawable(ready, typefaces));
    delete root.dataset["door"];
    createRoot(root).render(page);
  } else hydrateRoot(root, page);
  // Text is readable in the device's typeface, so rendering does not wait for the sans-serif.
  await import("../ui/styles/sans.css");
}
