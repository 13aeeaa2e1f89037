import { useTranslation } from "react-i18next";
import { Button } from "../ui/Button.tsx";
import { ListHost } from "./list/ListHost.tsx";
import { PicturesHost } from "./pictures/PicturesHost.tsx";
import { DeskPage } from "./DeskPage.tsx";
import { NotLoaded } from "./parts/NotLoaded.tsx";
import { useOwnDesk, type OwnDesk } from "./ownDesk.ts";

interface DevelopmentPageProps extends OwnDesk {
  readonly onAllProjects: (() => void) | undefined;
}

/** One development: its catalogue, then the desk. */
export function DevelopmentPage({ onAllProjects, ...own }: DevelopmentPageProps) {
  const { signIn } = own;
  const { t } = useTranslation("agent");
  const { opened, error, retry } = useOwnDesk(own);
  if (error !== undefined) {
    return (
      <NotLoaded error={error} onRetry={retry}>
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
