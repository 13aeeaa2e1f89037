import { useCallback, useEffect, useMemo, useState } from "react";
import { deviceStorage, tabStorage } from "../base/storage.ts";
import { useTranslation } from "react-i18next";
import { isLost, whenBack } from "../session/askAgain.ts";
import { useStore } from "../base/react/useStore.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Part } from "../ui/Part.tsx";
import type { Theme } from "../ui/theme.ts";
import { DevelopmentPage } from "./DevelopmentPage.tsx";
import { NameContext } from "./signIn/nameContext.ts";
import { NameDialog } from "./signIn/NameDialog.tsx";
import { openAddressBar, takeKey } from "./desk/address.ts";
import { NewProjectHost } from "./list/NewProjectHost.tsx";
import { ProjectsPage } from "./ProjectsPage.tsx";
import { RecordsContext } from "./records/recordsContext.ts";
import { RecordsDialog } from "./records/RecordsDialog.tsx";
import { openSignIn, type SignIn } from "./signIn/signIn.ts";
import { SignInForm } from "./signIn/SignInForm.tsx";
import { SignInPage } from "./signIn/SignInPage.tsx";
import { ThemeContext } from "./parts/menus/themeContext.ts";
import { useErrorWords } from "./parts/useErrorWords.ts";
import { useLoaded } from "./parts/useLoaded.ts";

/** What lives as long as the tab: made once, before React may render twice. */
const openTab = () => {
  const key = takeKey(window);
  const signIn = openSignIn({ storage: tabStorage, names: deviceStorage });
  return { key, signIn, address: openAddressBar(window) };
};
type Tab = ReturnType<typeof openTab>;
let tab: Tab | undefined;
const theTab = (): Tab => (tab ??= openTab());

/** The agent's side of the product: sign-in, the developments, one development's desk. */
export function AgentPage({ theme }: { readonly theme: Theme }) {
  const { key, signIn, address } = theTab();
  const state = useStore(signIn.state);
  const [trying, setTrying] = useState(key !== undefined && state.kind === "out");
  const [refused, setRefused] = useState<unknown>();
  const [records, setRecords] = useState(false);
  const openRecords = useCallback(() => setRecords(true), []);
  const closeRecords = () => setRecords(false);
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
  return (
    <ThemeContext value={theme}>
      {state.kind === "out" && (!trying || refused !== undefined) && (
        <SignInPage signIn={signIn} refused={refused} />
      )}
      {state.kind !== "out" && (
        <RecordsContext value={openRecords}>
          <NameContext value={name}>
            <Developments signIn={signIn} address={address} />
          </NameContext>
          <Part look="over" resetKey={records} onClose={closeRecords}>
            <RecordsDialog api={signIn.api} open={records} onClose={closeRecords} />
          </Part>
          <Part look="over" resetKey={naming} onClose={closeName}>
            <NameDialog signIn={signIn} open={naming} onClose={closeName} />
          </Part>
        </RecordsContext>
      )}
      {state.kind === "expired" && <SignInAgain signIn={signIn} />}
    </ThemeContext>
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
  const { t } = useTranslation("common");
  const errorWords = useErrorWords();
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
  if (project !== undefined) {
    return (
      <NewProjectHost api={signIn.lists} mayEdit={mayEdit} onAdded={added}>
        <DevelopmentPage
          key={project}
          project={project}
          signIn={signIn}
          address={address}
          onAllProjects={several ? toAll : undefined}
        />
      </NewProjectHost>
    );
  }
  if (loaded.error !== undefined) {
    return (
      <main className="flex min-h-dvh flex-col items-start justify-center gap-6 px-[12vw]">
        <p role="alert" className="max-w-[34rem] text-lg">
          {errorWords(loaded.error)}
        </p>
        <Button variant="primary" onPress={loaded.retry}>
          {t("retry")}
        </Button>
      </main>
    );
  }
  if (projects === undefined) return <div className="min-h-dvh" aria-busy="true" />;
  return (
    <NewProjectHost api={signIn.lists} mayEdit={mayEdit} onAdded={added}>
      <ProjectsPage projects={projects} onOpen={open} onSignOut={signIn.signOut} />
    </NewProjectHost>
  );
}
