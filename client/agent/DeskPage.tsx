import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  unitView,
  type PresentationState,
  type View,
} from "../../schema/presentation/presentation.ts";
import type { ViewerPresence } from "../session/types.ts";
import type { Api } from "../session/api.ts";
import { useStore } from "../base/react/useStore.ts";
import type { Over } from "../stage/over.ts";
import { Stage } from "../stage/Stage.tsx";
import type { StageIntent } from "../stage/types.ts";
import { Part } from "../ui/parts/Part.tsx";
import { useFormat } from "../ui/text/format.ts";
import { AskList } from "./bar/AskList.tsx";
import { Bar } from "./bar/Bar.tsx";
import { addBuyersHands } from "./desk/buyers/buyersHands.ts";
import type { Desk } from "./desk/desk.ts";
import { DeskContext, useDesk, type OpenedDesk } from "./deskContext.ts";
import { InspectorHost } from "./InspectorHost.tsx";
import { ColleagueDialog } from "./invite/ColleagueDialog.tsx";
import { InviteDialog } from "./invite/InviteDialog.tsx";
import type { PresentingState } from "./desk/presenting.ts";
import { BottomNav } from "./rail/BottomNav.tsx";
import { Rail } from "./rail/Rail.tsx";
import { RecapDialog } from "./records/followUp/RecapDialog.tsx";
import { Toast } from "./parts/Toast.tsx";
import { useMedia } from "../base/react/useMedia.ts";
import { usePresenters, useViewers } from "./useLiveState.ts";
import { useDeskWish } from "./useDeskWish.ts";
import { useReturnedFocus } from "./parts/useReturnedFocus.ts";

interface DeskPageProps {
  readonly opened: OpenedDesk;
  readonly api: Api;
  readonly onAllProjects: (() => void) | undefined;
  readonly onSignOut: (() => void) | undefined;
}

/** The homes that viewers look at by themselves. */
function watchedBy(viewers: readonly ViewerPresence[]): ReadonlySet<string> {
  const views = viewers.map(({ attention }) =>
    attention?.state === "exploring" ? attention.view : undefined,
  );
  return new Set(views.flatMap((view) => (view?.screen === "unit" ? [view.unit] : [])));
}

/**
 * The overlay of a phone-sized desk. A tapped home is opened for everybody, because its sheet would be visible here alone;
 * the filters are the agent's own tool, open until the view changes.
 */
function useOver(desk: Desk, { view }: PresentationState) {
  const [opened, setOpened] = useState<{ readonly over: Over; readonly view: View }>();
  const intend = useCallback(
    (intent: StageIntent) => {
      if (intent.kind !== "over") return desk.intend(intent);
      const { over } = intent;
      if (over?.kind === "home") return desk.open(unitView(over.unit));
      return setOpened(over && { over, view: desk.state.get().view });
    },
    [desk],
  );
  return { over: opened?.view === view ? opened.over : undefined, intend };
}

/** The presentation that this desk presented last, once it is over, and the one whose recap is open. */
function useEnded(presenting: PresentingState) {
  const [last, setLast] = useState<string>();
  const [recap, setRecap] = useState<string>();
  const current = presenting.kind === "idle" ? undefined : presenting.presented.id;
  if (current !== undefined && current !== last) setLast(current);
  return { ended: current === undefined ? last : undefined, recap, setRecap };
}

/** The desk: bar above, rail at the start, the stage in the rest. */
export function DeskPage({ opened, ...props }: DeskPageProps) {
  return (
    <DeskContext value={opened}>
      <DeskLayout {...props} />
    </DeskContext>
  );
}

function DeskLayout({ api, onAllProjects, onSignOut }: Omit<DeskPageProps, "opened">) {
  const { desk } = useDesk();
  const { t } = useTranslation("agent");
  const index = useStore(desk.index);
  const state = useStore(desk.state);
  const likes = useStore(desk.likes);
  const presenting = useStore(desk.presenting.state);
  const viewers = useViewers();
  const presenters = usePresenters();
  const wide = useMedia("(min-width: 75rem)");
  const desktop = useMedia("(min-width: 56.25rem)");
  const owns = desk.holder.kind === "owner";
  // Actions before joining would have no author.
  const coming = !owns && presenting.kind === "idle";
  const [inviting, setInviting] = useState<"buyer" | "colleague">();
  const watched = useMemo(() => watchedBy(viewers), [viewers]);
  const mirrored = presenting.kind === "live" && presenting.paused === undefined;
  const live = presenting.kind === "live" ? presenting.session : undefined;
  const others = mirrored && presenters.length > 1 ? live?.pointing : undefined;
  const pointing = useMemo(
    () => live && addBuyersHands(others, live.viewers, () => desk.state.get().view),
    [live, others, desk],
  );
  const [inspecting, setInspecting] = useState(false);
  const inspect = useCallback(() => setInspecting((shown) => !shown), []);
  const { ended, recap, setRecap } = useEnded(presenting);
  const format = useFormat();
  const [buyer, setBuyer] = useState("");
  useDeskWish((name) => {
    setBuyer(name);
    setInviting("buyer");
  });
  const inviteNobody = () => setInviting(undefined);
  const inviteColleague = () => setInviting("colleague");
  const { over, intend } = useOver(desk, state);
  const home = useReturnedFocus(inviting !== undefined);
  return (
    <div className="flex h-dvh flex-col overflow-hidden">
      <div ref={home}>
        <Part>
          <Bar
            onInvite={() => setInviting("buyer")}
            onInviteColleague={inviteColleague}
            onInspect={inspect}
            onSendRecap={owns && ended !== undefined ? () => setRecap(ended) : undefined}
          />
        </Part>
      </div>
      <div inert={coming} className="flex min-h-0 flex-1">
        {desktop && (
          <Part>
            <Rail icons={!wide} onAllProjects={onAllProjects} onSignOut={onSignOut} />
          </Part>
        )}
        <main
          aria-label={t("desk.stage")}
          className="relative min-h-0 min-w-0 flex-1 overflow-auto"
        >
          <Part resetKey={state.view}>
            <Stage
              state={state}
              index={index}
              form={desktop ? "desk" : "phone"}
              over={over}
              onIntent={intend}
              canShortlist
              sink={mirrored ? desk.localPointer : undefined}
              pointing={pointing}
              watched={watched}
              likes={likes}
            />
          </Part>
          {presenting.kind === "live" && (
            <Part look="over">
              <AskList session={presenting.session} mirrored={mirrored} />
            </Part>
          )}
        </main>
      </div>
      {!desktop && !coming && <BottomNav onAllProjects={onAllProjects} onSignOut={onSignOut} />}
      {owns && (
        <>
          <Part look="over" resetKey={inviting} onClose={inviteNobody}>
            <InviteDialog
              api={api}
              open={inviting === "buyer"}
              buyer={buyer}
              onClose={inviteNobody}
              onInviteColleague={inviteColleague}
            />
            <ColleagueDialog api={api} open={inviting === "colleague"} onClose={inviteNobody} />
          </Part>
          <Part look="over" resetKey={recap} onClose={() => setRecap(undefined)}>
            <RecapDialog
              api={api}
              presentation={recap}
              project={format.text(index.project.name)}
              onClose={() => setRecap(undefined)}
            />
          </Part>
          <InspectorHost api={api} open={inspecting} onToggle={inspect} />
        </>
      )}
      <Toast />
    </div>
  );
}
