import { useCallback, useEffect, useMemo, useState, type ComponentType } from "react";
import { withoutBase } from "../base/basePath.ts";
import { browserClock, serverTime } from "../base/clock.ts";
import { useLasting } from "../base/react/useLasting.ts";
import { deviceStorage, openPageStorage, tabStorage } from "../base/storage.ts";
import { createStore } from "../base/store.ts";
import { useTranslation } from "react-i18next";
import type { Api } from "../session/api.ts";
import { isLost, whenBack } from "../session/askAgain.ts";
import { useStore } from "../base/react/useStore.ts";
import { Dialog } from "../ui/overlays/Dialog.tsx";
import { Part } from "../ui/parts/Part.tsx";
import type { Theme } from "../ui/theme.ts";
import { DevelopmentPage } from "./DevelopmentPage.tsx";
import { NameContext } from "./signIn/nameContext.ts";
import { NameDialog } from "./signIn/NameDialog.tsx";
import { openAddressBar, takeKey, takeToken } from "./desk/address.ts";
import { BridgeContext } from "./embed/bridgeContext.ts";
import { framedBy, openParentBridge } from "./embed/parentBridge.ts";
import { PresentPage } from "./embed/PresentPage.tsx";
import { StagePage } from "./embed/StagePage.tsx";
import { signInByParent } from "./embed/tokenFromParent.ts";
import { AskDeskContext, DeskWishContext, type DeskWish } from "./deskWish.ts";
import { openPresentingMemory } from "./desk/presentingMemory.ts";
import { NewProjectHost } from "./list/NewProjectHost.tsx";
import { RemoveProjectHost } from "./list/RemoveProjectHost.tsx";
import { ProjectsPage } from "./ProjectsPage.tsx";
import { RecordsContext } from "./records/recordsContext.ts";
import { RecordsDialog } from "./records/RecordsDialog.tsx";
import { openSignIn, type SignIn } from "./signIn/signIn.ts";
import { SignInForm } from "./signIn/SignInForm.tsx";
import { SignInPage } from "./signIn/SignInPage.tsx";
import { NotLoaded } from "./parts/NotLoaded.tsx";
import { ThemeContext } from "./parts/menus/themeContext.ts";
import { WebhooksHost } from "./webhooks/WebhooksHost.tsx";
import { useLoaded } from "./parts/useLoaded.ts";

/** How long an embedded page waits for the embedding page's token before it shows the sign-in form or an error. */
const TOKEN_WITHIN_MS = 3000;

/** Services that live as long as the tab. Created once, because React may render twice. */
const openTab = () => {
  const root = document.documentElement;
  const key = takeKey(window);
  const token = takeToken(window);
  const bridge = openParentBridge(window, framedBy(root));
  const signIn = openSignIn({
    // The embedding page signs in the agent on each load.
    storage: bridge === undefined ? tabStorage : openPageStorage(),
    names: deviceStorage,
    hostSignsIn: "hostSignsIn" in root.dataset,
  });
  if (token !== undefined) signIn.useToken(token);
  if (bridge !== undefined) signInByParent(bridge, signIn, browserClock, serverTime.now);
  const [, part] =
    /^\/agent\/embed\/(present|stage|inspect)$/.exec(withoutBase(location.pathname)) ?? [];
  return {
    key,
    signIn,
    bridge,
    part,
    address: openAddressBar(window),
    wishes: createStore<DeskWish | undefined>(undefined),
    memory: openPresentingMemory(tabStorage),
  };
};
type Tab = ReturnType<typeof openTab>;
let tab: Tab | undefined;
const theTab = (): Tab => (tab ??= openTab());

interface AgentPageProps {
  readonly theme: Theme;
  /** The inspector as a page, inside another page. */
  readonly Inspect: ComponentType<{ readonly api: Api; readonly presentation: string }>;
}

/** The agent's side of the product: sign-in, the developments, one development's desk. */
export function AgentPage({ theme, Inspect }: AgentPageProps) {
  const { key, signIn, address, bridge, part, wishes, memory } = theTab();
  const state = useStore(signIn.state);
  const [trying, setTrying] = useState(key !== undefined && state.kind === "out");
  const [refused, setRefused] = useState<unknown>();
  const [records, setRecords] = useState(false);
  const openRecords = useCallback(() => setRecords(true), []);
  const closeRecords = () => setRecords(false);
  const askDesk = useCallback(
    (wish: DeskWish) => {
      setRecords(false);
      const { project } = wish;
      const isOpen = address.current.get().project === project;
      // A desk resumes the presentation stored by this tab.
      if (wish.kind === "return" && !isOpen) {
        memory.remember({ id: wish.id, project, paused: false });
      } else wishes.set(wish);
      if (!isOpen) address.go({ project, view: undefined });
    },
    [address, memory, wishes],
  );
  const [naming, setNaming] = useState(false);
  const name = useMemo(() => ({ signIn, openDialog: () => setNaming(true) }), [signIn]);
  const closeName = () => setNaming(false);
  useEffect(() => {
    if (key === undefined || !trying) return;
    let stopWaiting = () => {};
    const attempt = () => {
      signIn.signIn(key).then(
        () => setTrying(false),
        (error: unknown) => {
          setRefused(error);
          if (isLost(error)) stopWaiting = whenBack(attempt);
          else setTrying(false);
        },
      );
    };
    attempt();
    return () => stopWaiting();
  }, [key, signIn, trying]);
  const isUnknown = state.kind === "out" && (!trying || refused !== undefined);
  const isExpired = state.kind === "expired";
  const isLongUnknown = useLasting(isUnknown, TOKEN_WITHIN_MS);
  const isLongExpired = useLasting(isExpired, TOKEN_WITHIN_MS);
  const asks = bridge === undefined ? isUnknown : isLongUnknown;
  const asksAgain = bridge === undefined ? isExpired : isLongExpired;
  if (part !== undefined) {
    const isForgotten = asks || asksAgain;
    return (
      <ThemeContext value={theme}>
        <BridgeContext value={bridge}>
          <EmbeddedPart {...{ signIn, address, part, isForgotten, Inspect }} />
        </BridgeContext>
      </ThemeContext>
    );
  }
  return (
    <ThemeContext value={theme}>
      {asks && <SignInPage signIn={signIn} refused={refused} />}
      {state.kind !== "out" && (
        <RecordsContext value={openRecords}>
          <NameContext value={name}>
            <BridgeContext value={bridge}>
              <DeskWishContext value={wishes}>
                <Developments signIn={signIn} address={address} />
              </DeskWishContext>
            </BridgeContext>
          </NameContext>
          <AskDeskContext value={askDesk}>
            <Part look="over" resetKey={records} onClose={closeRecords}>
              <RecordsDialog api={signIn.api} open={records} onClose={closeRecords} />
            </Part>
          </AskDeskContext>
          <Part look="over" resetKey={naming} onClose={closeName}>
            <NameDialog signIn={signIn} open={naming} onClose={closeName} />
          </Part>
        </RecordsContext>
      )}
      {asksAgain && <SignInAgain signIn={signIn} />}
    </ThemeContext>
  );
}

interface EmbeddedPartProps
  extends Pick<Tab, "signIn" | "address">, Pick<AgentPageProps, "Inspect"> {
  readonly part: string;
  /** Whether no token has arrived within `TOKEN_WITHIN_MS`. */
  readonly isForgotten: boolean;
}

/** A part of the desk embedded in another page, with that page's token. */
function EmbeddedPart({ signIn, address, part, isForgotten, Inspect }: EmbeddedPartProps) {
  const { t } = useTranslation("agent");
  const { kind } = useStore(signIn.state);
  const { project } = useStore(address.current);
  const presentation = new URLSearchParams(location.search).get("presentation");
  const isNamed = part === "inspect" ? presentation !== null : project !== undefined;
  if (kind !== "out" && !isForgotten) {
    if (part === "inspect" && presentation !== null) {
      return <Inspect api={signIn.api} presentation={presentation} />;
    }
    const Part = part === "stage" ? StagePage : PresentPage;
    if (project !== undefined) return <Part {...{ signIn, address, project }} />;
  }
  const words = isNamed ? "embed.noToken" : "embed.noProject";
  return (
    <main className="min-h-dvh bg-paper p-3" aria-busy={!isForgotten}>
      {(isForgotten || !isNamed) && (
        <p role="alert" className="text-sm text-ink-2">
          {t(words)}
        </p>
      )}
    </main>
  );
}

function SignInAgain({ signIn }: { readonly signIn: SignIn }) {
  const { t } = useTranslation("agent");
  return (
    <Dialog
      label={t("signIn.again")}
      open
      onClose={() => {}}
      role="alertdialog"
      className="flex w-[30rem] max-w-full flex-col gap-6 p-8"
    >
      <div>
        <h2 className="font-display text-2xl leading-tight">{t("signIn.again")}</h2>
        <p className="mt-2 text-md text-ink-2">{t("signIn.againLead")}</p>
      </div>
      <SignInForm signIn={signIn} />
    </Dialog>
  );
}

function Developments({ signIn, address }: Pick<Tab, "signIn" | "address">) {
  const place = useStore(address.current);
  const loaded = useLoaded(signIn.api, (api) => api.projects());
  const projects = loaded.value?.projects;
  const mayEdit = loaded.value?.mayEdit === true;
  const only = projects?.length === 1 ? projects[0]?.id : undefined;
  const project = place.project ?? only;
  const several = (projects?.length ?? 0) > 1;
  const toAll = () => address.go({ project: undefined, view: undefined });
  const open = (chosen: string) => address.go({ project: chosen, view: undefined });
  const added = (made: string) => {
    loaded.retry();
    open(made);
  };
  const shown = projects?.find(({ id }) => id === project);
  const removable = mayEdit && shown?.isAdded === true ? shown : undefined;
  const removed = () => {
    loaded.retry();
    toAll();
  };
  if (project !== undefined) {
    return (
      <NewProjectHost api={signIn.lists} mayEdit={mayEdit} onAdded={added}>
        <WebhooksHost api={signIn.webhooks}>
          <RemoveProjectHost api={signIn.lists} project={removable} onRemoved={removed}>
            <DevelopmentPage
              key={project}
              project={project}
              signIn={signIn}
              address={address}
              onAllProjects={several ? toAll : undefined}
            />
          </RemoveProjectHost>
        </WebhooksHost>
      </NewProjectHost>
    );
  }
  if (loaded.error !== undefined) return <NotLoaded error={loaded.error} onRetry={loaded.retry} />;
  if (projects === undefined) return <div className="min-h-dvh" aria-busy="true" />;
  return (
    <NewProjectHost api={signIn.lists} mayEdit={mayEdit} onAdded={added}>
      <WebhooksHost api={signIn.webhooks}>
        <ProjectsPage projects={projects} onOpen={open} onSignOut={signIn.signOut} />
      </WebhooksHost>
    </NewProjectHost>
  );
}
