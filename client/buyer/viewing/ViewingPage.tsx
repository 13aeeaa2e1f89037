import { useEffect, useState } from "react";
import type { View } from "../../../schema/presentation/presentation.ts";
import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import { viewExists } from "../../../schema/presentation/references.ts";
import { useStore } from "../../base/react/useStore.ts";
import { ViewingLayout } from "./ViewingLayout.tsx";
import type { BuyerDeps } from "../deps.ts";
import type { JoinFlow } from "../../join/joinFlow.ts";
import { OpeningViewing } from "../door/Opening.tsx";
import { useOpened } from "../../base/react/useOpened.ts";
import { openViewing, type Viewing } from "./openViewing.ts";
import { useBackButton } from "./useBackButton.ts";
import { useRecall } from "./recall.ts";
import { useViewingStatus } from "./viewingStatus.ts";
import type { Visit } from "../../join/keptVisit.ts";

export interface ViewingPageProps {
  readonly presentation: string;
  readonly visit: Visit;
  readonly joinFlow: JoinFlow;
  readonly deps: BuyerDeps;
}

/** The page of a joined buyer. */
export function ViewingPage(props: ViewingPageProps) {
  const { presentation, visit, joinFlow, deps } = props;
  const viewing = useOpened(visit, () => openViewing({ presentation, visit, joinFlow, deps }));
  return viewing === undefined ? (
    <OpeningViewing preview={visit.preview} slow={false} />
  ) : (
    <LiveViewing {...props} viewing={viewing} />
  );
}

/**
 * Whether the view names an object unknown to this page, such as a unit that was just added, and the project is being
 * fetched again. Homes that are still unknown were removed, and the stage shows that.
 */
function useAwaited(
  view: View | undefined,
  index: ProjectIndex | undefined,
  refresh: () => Promise<void>,
): boolean {
  const [asked, setAsked] = useState<string>();
  const isUnknown = view !== undefined && index !== undefined && !viewExists(view, index);
  const key = JSON.stringify(view);
  const isAwaited = isUnknown && asked !== key;
  useEffect(() => {
    if (isAwaited) void refresh().then(() => setAsked(key));
  }, [isAwaited, key, refresh]);
  return isAwaited;
}

function LiveViewing({
  visit,
  joinFlow,
  deps,
  viewing,
}: ViewingPageProps & { readonly viewing: Viewing }) {
  const { session } = viewing;
  const shared = useStore(session.state);
  const connection = useStore(session.connection);
  const agent = useStore(session.agent);
  const index = useStore(viewing.index);
  const { following } = useStore(viewing.following);
  const exploring = following.kind === "exploring";
  const { clock } = deps;
  const situation = {
    connection,
    agent,
    exploring,
    drawable: shared !== undefined && index !== undefined,
    openedAtMs: viewing.openedAtMs,
  };
  const viewingStatus = useViewingStatus(situation, clock);
  const call = useRecall(agent, exploring);
  useBackButton(following, viewing.following.dispatch);
  const awaited = useAwaited(shared?.view, index, viewing.refresh);
  if (viewingStatus.kind !== "viewing" || shared === undefined || index === undefined || awaited) {
    return (
      <OpeningViewing
        preview={visit.preview}
        slow={viewingStatus.kind === "opening" && viewingStatus.slow}
      />
    );
  }
  return (
    <ViewingLayout
      deps={deps}
      viewing={viewing}
      shared={shared}
      index={index}
      status={viewingStatus.status}
      presenter={visit.preview.presenter.name}
      stale={viewingStatus.stale}
      call={call}
      onLeave={joinFlow.leave}
      onCover={viewing.cover}
    />
  );
}
