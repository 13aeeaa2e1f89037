import { useState } from "react";
import { useTranslation } from "react-i18next";
import { indexProject } from "../../schema/catalogue/projectIndex.ts";
import { Button } from "../ui/Button.tsx";
import { ListHost } from "./list/ListHost.tsx";
import { PicturesHost } from "./pictures/PicturesHost.tsx";
import { DeskPage } from "./DeskPage.tsx";
import { NotLoaded } from "./parts/NotLoaded.tsx";
import type { AddressBar } from "./desk/address.ts";
import type { SignIn } from "./signIn/signIn.ts";
import { servicesOf } from "./ownDesk.ts";
import { useOpenedDesk } from "./useOpenedDesk.ts";
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
