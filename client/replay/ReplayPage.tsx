import { useTranslation } from "react-i18next";
import { indexProject } from "../../schema/catalogue/projectIndex.ts";
import { NotLoaded } from "../agent/parts/NotLoaded.tsx";
import { useLoaded } from "../agent/parts/useLoaded.ts";
import { basePath } from "../base/basePath.ts";
import { serverTime } from "../base/clock.ts";
import type { Api } from "../session/api.ts";
import { Button } from "../ui/Button.tsx";
import { ReplayView } from "./ReplayView.tsx";

interface ReplayPageProps {
  readonly api: Pick<Api, "replay" | "presentation" | "project">;
  readonly presentation: string;
}

/** Closes a tab opened by a desk; any other navigates to the desk. */
function leave(): void {
  if (window.opener === null) window.location.assign(`${basePath()}/agent`);
  else window.close();
}

/** The replay of a whole presentation, for its agent. */
export function ReplayPage({ api, presentation }: ReplayPageProps) {
  const { t } = useTranslation("replay");
  const { value, error, retry } = useLoaded(presentation, async (id) => {
    const [history, { project, createdAt }] = await Promise.all([
      api.replay(id),
      api.presentation(id),
    ]);
    const index = indexProject(await api.project(project));
    return { ...history, index, createdAt, until: serverTime.now() };
  });
  if (error !== undefined) {
    return (
      <NotLoaded error={error} onRetry={retry}>
        <Button onPress={leave}>{t("close")}</Button>
      </NotLoaded>
    );
  }
  if (value === undefined) return <main className="min-h-dvh bg-ground" aria-busy="true" />;
  return (
    <ReplayView
      {...value}
      unitsThen={value.unitsThen}
      showsFollowers
      closeLabel={t("close")}
      onClose={leave}
    />
  );
}
