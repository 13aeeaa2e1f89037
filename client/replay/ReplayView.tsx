import { X } from "lucide-react";
import { useDeferredValue, useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { View } from "../../schema/presentation/presentation.ts";
import type { ProjectIndex } from "../../schema/catalogue/projectIndex.ts";
import { browserClock } from "../base/clock.ts";
import { useOpened } from "../base/react/useOpened.ts";
import { useStore } from "../base/react/useStore.ts";
import { shownOver, shownState } from "../buyer/viewing/following.ts";
import { useBackButton } from "../buyer/viewing/useBackButton.ts";
import { Stage } from "../stage/Stage.tsx";
import { useViewWords } from "../stage/useViewWords.ts";
import { Announcer } from "../ui/Announcer.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { Part } from "../ui/parts/Part.tsx";
import { useHasDeskRoom } from "../ui/useHasDeskRoom.ts";
import { browserTiming } from "../ui/timing.ts";
import { LOCALES } from "../ui/text/language.ts";
import { useWords } from "../ui/text/words.ts";
import { ChapterList } from "./controls/ChapterList.tsx";
import { Controls } from "./controls/Controls.tsx";
import { PlayedTime } from "./controls/PlayedTime.tsx";
import { openReplay, type Replay } from "./openReplay.ts";
import { Followers } from "./Followers.tsx";
import { ScrubBar } from "./controls/ScrubBar.tsx";
import { ShownLine } from "./ShownLine.tsx";
import type { ReplayViewProps } from "./types.ts";
import { useReplayKeys } from "./controls/useReplayKeys.ts";

/** A past presentation, drawn by the stage from its history; fills the screen. */
export function ReplayView(props: ReplayViewProps) {
  const { index, moments, until, reader } = props;
  const { t } = useTranslation("replay");
  const opened = useOpened(moments, () => {
    const { project } = index;
    const replay = openReplay({
      project: project.id,
      moments,
      until,
      reader,
      timing: browserTiming,
    });
    return { replay, close: () => replay?.close() };
  });
  if (opened === undefined) return <div className="h-dvh bg-ground" aria-busy="true" />;
  if (opened.replay !== undefined) return <OpenReplay {...props} replay={opened.replay} />;
  return (
    <div className="flex h-dvh flex-col bg-ground">
      <Head {...props} />
      <main className="flex-1 px-[max(min(1.25rem,6vw),env(safe-area-inset-left))] py-10 md:px-8">
        <p className="max-w-[34rem] text-lg text-ink-2">{t("empty")}</p>
      </main>
    </div>
  );
}

type OpenReplayProps = ReplayViewProps & { readonly replay: Replay };

function OpenReplay(props: OpenReplayProps) {
  const { replay, index } = props;
  const { t } = useTranslation("replay");
  const isDesk = useHasDeskRoom();
  const viewWords = useViewWords(index);
  useReplayKeys(replay);
  return (
    <div className="grid h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)_auto] bg-ground lg:grid-cols-[var(--rail)_minmax(0,1fr)]">
      <Head {...props} />
      {isDesk && (
        <nav
          aria-label={t("chapters")}
          className="overflow-y-auto border-e border-line p-3 max-lg:hidden"
        >
          <ChapterList replay={replay} viewWords={viewWords} />
        </nav>
      )}
      <main
        aria-label={t("stage")}
        className="relative min-h-0 min-w-0 overflow-hidden pr-[env(safe-area-inset-right)] pl-[env(safe-area-inset-left)] lg:only-of-type:col-start-2"
      >
        <ReplayStage replay={replay} index={index} isDesk={isDesk} />
      </main>
      <footer className="col-span-full border-t border-line px-[max(min(1.25rem,6vw),env(safe-area-inset-left),env(safe-area-inset-right))] pt-1 pb-[max(0.75rem,env(safe-area-inset-bottom))] md:px-8">
        {props.showsFollowers === true && <Followers replay={replay} viewWords={viewWords} />}
        {!isDesk && (
          <div className="flex items-start justify-between gap-3">
            <ShownLine {...props} viewWords={viewWords} />
            <PlayedTime replay={replay} />
          </div>
        )}
        <ScrubBar replay={replay} viewWords={viewWords} />
        <Controls replay={replay} viewWords={viewWords}>
          {isDesk && (
            <div className="flex items-center gap-6">
              <PlayedTime replay={replay} />
              <ShownLine {...props} viewWords={viewWords} />
            </div>
          )}
        </Controls>
      </footer>
      <SpokenChapter replay={replay} viewWords={viewWords} />
    </div>
  );
}

type HeadProps = Pick<
  ReplayViewProps,
  "index" | "createdAt" | "unitsThen" | "closeLabel" | "onClose"
>;

function Head({ index, createdAt, unitsThen, closeLabel, onClose }: HeadProps) {
  const { t } = useTranslation("replay");
  const words = useWords();
  const name = words.text(index.project.name);
  const date = new Date(createdAt).toLocaleDateString(LOCALES[words.language], {
    dateStyle: "long",
  });
  useEffect(() => {
    document.title = `${t("title")}: ${name}`;
  }, [t, name]);
  return (
    <header className="col-span-full flex items-start gap-3 border-b border-line px-[max(min(1.25rem,6vw),env(safe-area-inset-left),env(safe-area-inset-right))] pt-[max(0.5rem,env(safe-area-inset-top))] pb-2 md:px-8">
      <div className="min-w-0 flex-1 py-1">
        <h1 className="font-display text-xl leading-tight">{name}</h1>
        <p className="text-md text-ink-2 lg:text-sm">
          {t(unitsThen === undefined ? "leadWithoutPrices" : "lead", { date })}
        </p>
      </div>
      <IconButton label={closeLabel} size="phone" className="-me-2" onPress={onClose}>
        <X aria-hidden="true" className="size-5" strokeWidth={1.5} />
      </IconButton>
    </header>
  );
}

interface ReplayStageProps {
  readonly replay: Replay;
  readonly index: ProjectIndex;
  readonly isDesk: boolean;
}

function ReplayStage({ replay, index, isDesk }: ReplayStageProps) {
  const shared = useStore(replay.state);
  const { following, returns } = useStore(replay.following);
  const { dispatch } = replay.following;
  const isExploring = following.kind === "exploring";
  // The bar responds at once; the stage renders when there is time, and skips positions that were already left.
  const drawn = useDeferredValue(shared);
  const shown = useMemo(() => shownState(following, drawn), [following, drawn]);
  useBackButton(following, dispatch);
  return useMemo(
    () => (
      <Part resetKey={shown.view}>
        <Stage
          visit={returns}
          state={shown}
          over={shownOver(following)}
          index={index}
          form={isDesk ? "desk" : "phone"}
          canShortlist={false}
          pointing={isExploring ? undefined : replay.pointing}
          onIntent={(intent) => dispatch({ kind: "intent", intent })}
        />
      </Part>
    ),
    [shown, following, returns, index, isDesk, isExploring, replay, dispatch],
  );
}

interface SpokenChapterProps {
  readonly replay: Replay;
  readonly viewWords: (view: View) => string;
}

/** Announces the chapter to screen readers once the replay rests in it. */
function SpokenChapter({ replay, viewWords }: SpokenChapterProps) {
  const { t } = useTranslation("replay");
  const current = useStore(replay.chapter);
  const chapter = replay.chapters[current];
  if (chapter === undefined) return undefined;
  const text = t("spoken", {
    chapter: viewWords(chapter.view),
    number: current + 1,
    count: replay.chapters.length,
  });
  return <Announcer text={text} clock={browserClock} />;
}
