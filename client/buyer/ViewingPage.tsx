import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PresentationState } from "../../schema/presentation.ts";
import type { ProjectIndex } from "../../schema/projectIndex.ts";
import { viewExists } from "../../schema/references.ts";
import { createStore, useStore } from "../session/store.ts";
import { Stage } from "../stage/Stage.tsx";
import { ActionBar } from "./ActionBar.tsx";
import { Announcer } from "./Announcer.tsx";
import type { BuyerDeps } from "./deps.ts";
import type { Entrance } from "./entrance.ts";
import type { Line } from "./face.ts";
import { Menu } from "./Menu.tsx";
import { OpeningViewing } from "./Opening.tsx";
import { openViewing, type Viewing } from "./openViewing.ts";
import { readCloseReason } from "./refusal.ts";
import { sectionsOf } from "./sections.ts";
import { SectionTabs } from "./SectionTabs.tsx";
import { StatusLine } from "./StatusLine.tsx";
import { useAttention } from "./useAttention.ts";
import { useBackButton } from "./useBackButton.ts";
import { useFace } from "./useFace.ts";
import { useFollowing, type FollowingView } from "./useFollowing.ts";
import { DESK, useMedia } from "./useMedia.ts";
import type { Visit } from "./visits.ts";
import { useBuyerWords } from "./words.ts";

export interface ViewingPageProps {
  readonly presentation: string;
  readonly visit: Visit;
  readonly entrance: Entrance;
  readonly deps: BuyerDeps;
}

/** The page of a buyer who joined: opens the room and draws it. */
export function ViewingPage(props: ViewingPageProps) {
  const { presentation, visit, entrance, deps } = props;
  const [current] = useState(() => createStore<Viewing | undefined>(undefined));
  const viewing = useStore(current);
  useEffect(() => {
    const opened = openViewing({ presentation, visit, entrance, deps });
    current.set(opened);
    return () => opened.close();
  }, [presentation, visit, entrance, deps, current]);
  return viewing === undefined ? (
    <OpeningViewing preview={visit.preview} slow={false} />
  ) : (
    <LiveViewing {...props} viewing={viewing} />
  );
}

function LiveViewing({
  visit,
  entrance,
  deps,
  viewing,
}: ViewingPageProps & { readonly viewing: Viewing }) {
  const { session } = viewing;
  const shared = useStore(session.state);
  const connection = useStore(session.connection);
  const agent = useStore(session.agent);
  const index = useStore(viewing.index);
  const following = useFollowing(session.state, shared);
  const exploring = following.following.kind === "exploring";
  const { clock } = deps;
  const situation = {
    connection,
    agent,
    exploring,
    drawable: shared !== undefined && index !== undefined,
    openedAtMs: viewing.openedAtMs,
  };
  const face = useFace(situation, clock);
  useAttention(session, following.following, deps);
  useBackButton(following.following, following.dispatch);
  useEffect(() => {
    if (connection.kind === "closed") entrance.meet(readCloseReason(connection.reason));
  }, [connection, entrance]);
  const strange = shared !== undefined && index !== undefined && !viewExists(shared.view, index);
  useEffect(() => {
    // The pack changed while this page was open: what the agent shows is not in what was loaded.
    if (strange) entrance.meet({ kind: "page", refusal: { kind: "outdated" } });
  }, [strange, entrance]);
  if (face.kind !== "viewing" || shared === undefined || index === undefined || strange) {
    return <OpeningViewing preview={visit.preview} slow={face.kind === "opening" && face.slow} />;
  }
  return (
    <Chrome
      deps={deps}
      viewing={viewing}
      shared={shared}
      index={index}
      line={face.line}
      held={face.held}
      following={following}
      onLeave={entrance.leave}
    />
  );
}

interface ChromeProps {
  readonly deps: BuyerDeps;
  readonly viewing: Viewing;
  readonly shared: PresentationState;
  readonly index: ProjectIndex;
  readonly line: Line;
  readonly held: boolean;
  readonly following: FollowingView;
  readonly onLeave: () => void;
}

/** Status above, stage in the middle, the thumb's actions below; on its side all of it in one line above the stage. */
function Chrome(props: ChromeProps) {
  const { deps, viewing, shared, index, line, held, following, onLeave } = props;
  const { t } = useTranslation("buyer");
  const words = useBuyerWords();
  const desk = useMedia(DESK);
  const exploring = following.following.kind === "exploring";
  const { dispatch, shown = shared } = following;
  return (
    <div className="grid h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(40dvh,1fr)_auto] bg-ground sm:landscape:grid-cols-[minmax(0,1fr)_auto] sm:landscape:grid-rows-[auto_minmax(0,1fr)]">
      <header className="px-[max(1.25rem,env(safe-area-inset-left),env(safe-area-inset-right))] pt-[max(0.25rem,env(safe-area-inset-top))] md:landscape:ps-8">
        <StatusLine
          line={line}
          exploring={exploring}
          expiresAtMs={useStore(viewing.expiresAtMs)}
          clock={deps.clock}
          menu={<Menu theme={deps.theme} wide={desk} onLeave={onLeave} />}
        />
        {exploring && (
          <SectionTabs
            sections={sectionsOf(shown, index)}
            onOpen={(view) => dispatch({ kind: "intent", intent: { kind: "open", view } })}
          />
        )}
      </header>
      <main
        aria-label={t("stage")}
        className="relative min-h-0 min-w-0 overflow-hidden sm:landscape:order-last sm:landscape:col-span-2 sm:landscape:border-t sm:landscape:border-line"
      >
        <Stage
          state={shown}
          index={index}
          form={desk ? "desk" : "phone"}
          canShortlist={false}
          held={held}
          pointing={exploring ? undefined : viewing.session.pointing}
          onIntent={(intent) => dispatch({ kind: "intent", intent })}
        />
      </main>
      <footer className="px-[max(1.25rem,env(safe-area-inset-left),env(safe-area-inset-right))] border-t border-line pt-2 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:landscape:border-t-0 sm:landscape:ps-0 sm:landscape:pt-[max(0.25rem,env(safe-area-inset-top))] sm:landscape:pb-1">
        <ActionBar
          exploring={exploring}
          meanwhile={line !== "presenting" && line !== "exploring"}
          agentAt={words.agentAt(shared.view, index)}
          onLookAround={() => dispatch({ kind: "look-around" })}
          onBack={() => dispatch({ kind: "back" })}
        />
      </footer>
      <Announcer
        text={exploring ? undefined : words.opened(shared.view, index)}
        clock={deps.clock}
      />
    </div>
  );
}
