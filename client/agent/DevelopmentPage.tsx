import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { indexProject } from "../../schema/catalogue/projectIndex.ts";
import { useStore } from "../base/react/useStore.ts";
import { Button } from "../ui/Button.tsx";
import { ListHost } from "./list/ListHost.tsx";
import { PicturesHost } from "./pictures/PicturesHost.tsx";
import { DeskPage } from "./DeskPage.tsx";
import { NotLoaded } from "./parts/NotLoaded.tsx";
import type { AddressBar } from "./desk/address.ts";
import type { SignIn } from "./signIn/signIn.ts";
import { servicesOf } from "./ownDesk.ts";
import { useOpenedDesk } from "./useOpenedDesk.ts";
import type { OpenedDesk } from "./deskContext.ts";
import { useErrorWords } from "./parts/useErrorWords.ts";
import { useLoaded } from "./parts/useLoaded.ts";

interface DevelopmentPageProps {
  readonly project: string;
  readonly signIn: SignIn;
  readonly address: AddressBar;
  readonly onAllProjects: (() => void) | undefined;
}

/** One development: its catalogue, then the desk. */
export function DevelopmentPage({ project, signIn, address, onAllProjects }: DevelopmentPageProps) {
  const { t } = useTranslation("agent");
  const loaded = useLoaded(signIn.api, async (api) => indexProject(await api.project(project)));
  const [services] = useState(() => servicesOf(signIn, address));
  const opened = useOpenedDesk(loaded.value, services);
  useNewName(signIn, opened);
  if (loaded.error !== undefined) {
    return (
      <NotLoaded error={loaded.error} onRetry={loaded.retry}>
        {onAllProjects !== undefined && (
          <Button onPress={onAllProjects}>{t("desk.allProjects")}</Button>
        )}
      </NotLoaded>
    );
  }
  if (opened === undefined) return <div className="min-h-dvh" aria-busy="true" />;
  return (
    <ListHost api={signIn.lists} desk={opened.desk}>
      <PicturesHost api={signIn.pictures} desk={opened.desk}>
        <DeskPage
          opened={opened}
          api={signIn.api}
          onAllProjects={onAllProjects}
          onSignOut={signIn.signOut}
        />
      </PicturesHost>
    </ListHost>
  );
}

/** A presentation that is open goes on under the agent's new name. */
function useNewName(signIn: SignIn, opened: OpenedDesk | undefined): void {
  const errorWords = useErrorWords();
  const state = useStore(signIn.state);
  const name = state.kind === "in" ? state.agent.name : undefined;
  const presented = useRef(name);
  const presentAnew = useEffectEvent(() => {
    opened?.desk.presenting
      .enterAnew()
      .catch((error: unknown) => opened.notices.show({ text: errorWords(error) }));
  });
  useEffect(() => {
    // Signed out for a moment, the agent still presents as before.
    if (name === undefined || name === presented.current) return;
    presented.current = name;
    presentAnew();
  }, [name]);
}
