import { Component, lazy, StrictMode, Suspense, type ComponentType, type ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { I18nextProvider, useTranslation } from "react-i18next";
import { changeLanguage, createLanguage, pickLanguage } from "./ui/language.ts";
import { Button } from "./ui/Button.tsx";
import { browserThemePage, openTheme, type Theme } from "./ui/theme.ts";
import "./ui/styles.css";

const LANGUAGE_KEY = "offplan.language";

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
  const { t } = useTranslation("agent");
  return (
    <KindPage
      title={t("page.brokenTitle")}
      lead={t("page.brokenLead")}
      action={
        <Button variant="primary" size="phone" onPress={() => location.reload()}>
          {t("page.reload")}
        </Button>
      }
    />
  );
}

function NowherePage() {
  const { t } = useTranslation("agent");
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

/** The desk with the inspector's place in it; the inspector itself is loaded when it is opened. */
async function openDeskPage() {
  const [{ AgentPage }, { InspectorContext }, { inspectorSlot }] = await Promise.all([
    import("./agent/AgentPage.tsx"),
    import("./session/inspectorSlot.ts"),
    import("./inspector/slot.ts"),
  ]);
  const Page = ({ theme }: { readonly theme: Theme }) => (
    <InspectorContext value={inspectorSlot}>
      <AgentPage theme={theme} />
    </InspectorContext>
  );
  return { default: Page };
}

async function openInspectPage() {
  const [{ SignInGate }, { InspectPage }] = await Promise.all([
    import("./agent/SignInGate.tsx"),
    import("./inspector/InspectPage.tsx"),
  ]);
  const presentation = decodeURIComponent(location.pathname.split("/")[2] ?? "");
  const Page = ({ theme }: { readonly theme: Theme }) => (
    <SignInGate theme={theme}>
      {(api) => <InspectPage api={api} presentation={presentation} />}
    </SignInGate>
  );
  return { default: Page };
}

/** Each side is loaded alone: a buyer's phone never loads the desk. */
function choosePage(path: string): ComponentType<{ readonly theme: Theme }> {
  if (path === "/" || path === "/agent" || path.startsWith("/agent/")) {
    return lazy(openDeskPage);
  }
  if (path.startsWith("/inspect/")) {
    return lazy(openInspectPage);
  }
  if (path.startsWith("/p/")) {
    return lazy(async () => ({ default: (await import("./buyer/BuyerPage.tsx")).BuyerPage }));
  }
  return NowherePage;
}

async function openPage(root: HTMLElement): Promise<void> {
  const theme = openTheme(browserThemePage());
  const stored = localStorage.getItem(LANGUAGE_KEY);
  const wanted = stored === null ? navigator.languages : [stored];
  const language = await createLanguage("en");
  await changeLanguage(language, pickLanguage(wanted)).catch(() => undefined);
  language.on("languageChanged", (chosen) => localStorage.setItem(LANGUAGE_KEY, chosen));
  const Page = choosePage(location.pathname);
  createRoot(root).render(
    <StrictMode>
      <I18nextProvider i18n={language}>
        <Boundary>
          <Suspense>
            <Page theme={theme} />
          </Suspense>
        </Boundary>
      </I18nextProvider>
    </StrictMode>,
  );
}

const root = document.getElementById("root");
if (root !== null) void openPage(root);
