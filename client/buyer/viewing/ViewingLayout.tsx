import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PresentationState } from "../../../schema/presentation/presentation.ts";
import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import { useStore } from "../../base/react/useStore.ts";
import { Stage } from "../../stage/Stage.tsx";
import { buildingsKind } from "../../ui/text/buildingsKind.ts";
import { Part } from "../../ui/parts/Part.tsx";
import { useHasDeskRoom } from "../../ui/useHasDeskRoom.ts";
import { equalJson } from "../../../schema/values/equalJson.ts";
import { ActionBar } from "./actions/ActionBar.tsx";
import { Announcer } from "../../ui/Announcer.tsx";
import { AskAction, AskAnswer } from "./actions/AskAction.tsx";
import type { BuyerDeps } from "../deps.ts";
import { shownEnd } from "./feeds/visitWatch.ts";
import type { Status } from "./viewingStatus.ts";
import { HeartAction, HeartProblem } from "./actions/HeartAction.tsx";
import { Menu } from "./menu/Menu.tsx";
import type { Viewing } from "./openViewing.ts";
import { sectionsOf, SectionTabs } from "./SectionTabs.tsx";
import { StatusLine } from "./StatusLine.tsx";
import type { Call } from "./recall.ts";
import { shownOver, shownState } from "./following.ts";
import { useViewingWords } from "./viewingWords.ts";
import { useMeasures } from "./useMeasures.ts";
import { usePointedWords } from "./usePointedWords.ts";

export interface ViewingLayoutProps {
  readonly deps: BuyerDeps;
  readonly viewing: Viewing;
  readonly shared: PresentationState;
  readonly index: ProjectIndex;
  readonly status: Status;
  /** The inviting agent's name. */
  readonly presenter: string;
  readonly stale: boolean;
  readonly call: Call;
  readonly onLeave: () => void;
  /** Whether the menu lies over the view. */
  readonly onCover: (covers: boolean) => void;
}

/** Status above, stage in the middle, actions in a thumb's reach below; in landscape, status and actions in one line above. */
export function ViewingLayout(props: ViewingLayoutProps) {
  const { deps, viewing, shared, index, status, presenter, stale, call, onCover } = props;
  const { t } = useTranslation("buyer");
  const words = useViewingWords();
  const desk = useHasDeskRoom();
  const { following, returns } = useStore(viewing.following);
  const { dispatch } = viewing.following;
  const exploring = following.kind === "exploring";
  const shown = useMemo(() => shownState(following, shared), [following, shared]);
  const agent = useStore(viewing.session.agent);
  const liked = useStore(viewing.hearts.liked);
  const home = shown.view.screen === "unit" ? index.units.get(shown.view.unit) : undefined;
  const [isMenuOpen, setMenuOpen] = useState(false);
  useMeasures(deps.api, viewing.session, isMenuOpen);
  const cover = useCallback(
    (covers: boolean) => {
      setMenuOpen(covers);
      onCover(covers);
    },
    [onCover],
  );
  const pointed = usePointedWords(
    shared.view,
    index,
    exploring ? undefined : viewing.session.pointing,
  );
  const said = call.asked ? t("asked") : undefined;
  return (
    <div className="grid h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(40dvh,1fr)_auto] bg-ground sm:landscape:grid-cols-[minmax(0,1fr)_auto] sm:landscape:grid-rows-[auto_minmax(0,1fr)]">
      <header className="px-[max(min(1.25rem,6vw),env(safe-area-inset-left),env(safe-area-inset-right))] pt-[max(0.25rem,env(safe-area-inset-top))] md:landscape:ps-8">
        <StatusLine
          status={status}
          going={words.going(status, agent, presenter)}
          exploring={exploring}
          endsAtMs={shownEnd(useStore(viewing.ends), agent)}
          clock={deps.clock}
          menu={<Menu theme={deps.theme} wide={desk} onLeave={props.onLeave} onCover={cover} />}
        />
        {exploring && (
          <SectionTabs
            sections={sectionsOf(shown, index)}
            kind={buildingsKind(index.project)}
            onOpen={(view) => dispatch({ kind: "intent", intent: { kind: "open", view } })}
          />
        )}
      </header>
      <main
        aria-label={t("stage")}
        className="relative min-h-0 min-w-0 overflow-hidden pr-[env(safe-area-inset-right)] pl-[env(safe-area-inset-left)] sm:landscape:order-last sm:landscape:col-span-2 sm:landscape:border-t sm:landscape:border-line"
      >
        <Part resetKey={shown.view}>
          <Stage
            visit={returns}
            state={shown}
            over={shownOver(following)}
            index={index}
            form={desk ? "desk" : "phone"}
            canShortlist={false}
            held={stale}
            hearts={{ liked, onHeart: viewing.hearts.set }}
            pointing={exploring ? undefined : viewing.session.pointing}
            onIntent={(intent) => dispatch({ kind: "intent", intent })}
            onHold={(mark) => viewing.asks.ask({ view: shown.view, mark })}
          />
        </Part>
      </main>
      <footer className="px-[max(min(1.25rem,6vw),env(safe-area-inset-left),env(safe-area-inset-right))] border-t border-line pt-2 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:landscape:border-t-0 sm:landscape:ps-0 sm:landscape:pt-[max(0.25rem,env(safe-area-inset-top))] sm:landscape:pb-1">
        <HeartProblem feed={viewing.hearts} />
        <AskAnswer feed={viewing.asks} />
        {exploring && !equalJson(shown.view, shared.view) && (
          <AskAction view={shown.view} feed={viewing.asks} />
        )}
        <div className="flex items-start gap-2">
          {home !== undefined && (
            <HeartAction unit={home} feed={viewing.hearts} small={exploring} />
          )}
          <div className="min-w-0 flex-auto">
            <ActionBar
              exploring={exploring}
              shared={home !== undefined}
              asked={call.asked}
              meanwhile={status !== "presenting" && status !== "exploring"}
              agentAt={words.agentAt(shared.view, index)}
              onLookAround={() => dispatch({ kind: "look-around" })}
              onBack={() => dispatch({ kind: "back" })}
              onStay={call.decline}
            />
          </div>
        </div>
      </footer>
      <Announcer text={exploring ? said : words.opened(shared.view, index)} clock={deps.clock} />
      <Announcer text={pointed} clock={deps.clock} />
    </div>
  );
}
