import { List, Pause, Play, SkipBack, SkipForward } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { View } from "../../../schema/presentation/presentation.ts";
import { useStore } from "../../base/react/useStore.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { Sheet } from "../../ui/overlays/Sheet.tsx";
import { useWords } from "../../ui/text/words.ts";
import { ChapterList } from "./ChapterList.tsx";
import type { Replay } from "../openReplay.ts";
import { SPEEDS, type Player } from "../player.ts";
import { chapterFrom } from "./steps.ts";

interface ControlsProps {
  readonly replay: Replay;
  readonly viewWords: (view: View) => string;
  /** Stands between the steps and the speed. */
  readonly children?: ReactNode;
}

/** Focuses Play, the usual first action. */
const focusPlay = (row: HTMLElement | null): void => row?.querySelector("button")?.focus();

/** Play, chapters and speed, under the thumb. */
export function Controls({ replay, viewWords, children }: ControlsProps) {
  const { player } = replay;
  const { t } = useTranslation("replay");
  const { isPlaying } = useStore(player.status);
  const [isListing, setListing] = useState(false);
  const isLast = useStore(replay.chapter) === replay.chapters.length - 1;
  return (
    <div ref={focusPlay} className="flex items-center gap-1 sm:gap-2">
      <IconButton
        label={t(isPlaying ? "pause" : "play")}
        size="action"
        variant="primary"
        onPress={() => (isPlaying ? player.pause() : player.play())}
      >
        {isPlaying ? (
          <Pause aria-hidden="true" className="size-5" strokeWidth={1.5} />
        ) : (
          <Play aria-hidden="true" className="size-5 rtl:-scale-x-100" strokeWidth={1.5} />
        )}
      </IconButton>
      <IconButton
        label={t("previous")}
        size="phone"
        onPress={() => player.seek(chapterFrom(replay, -1))}
      >
        <SkipBack aria-hidden="true" className="size-5 rtl:-scale-x-100" strokeWidth={1.5} />
      </IconButton>
      <IconButton
        label={t("next")}
        size="phone"
        isDisabled={isLast}
        onPress={() => player.seek(chapterFrom(replay, 1))}
      >
        <SkipForward aria-hidden="true" className="size-5 rtl:-scale-x-100" strokeWidth={1.5} />
      </IconButton>
      <div className="min-w-0 flex-1 px-2">{children}</div>
      <Speeds player={player} />
      <IconButton
        label={t("chapters")}
        size="phone"
        className="lg:hidden"
        onPress={() => setListing(true)}
      >
        <List aria-hidden="true" className="size-5" strokeWidth={1.5} />
      </IconButton>
      <Sheet label={t("chapters")} open={isListing} onClose={() => setListing(false)}>
        <ChapterList replay={replay} viewWords={viewWords} onChosen={() => setListing(false)} />
      </Sheet>
    </div>
  );
}

function Speeds({ player }: { readonly player: Player }) {
  const { t } = useTranslation("replay");
  const words = useWords();
  const { speed } = useStore(player.status);
  return (
    <fieldset aria-label={t("speed")} className="flex rounded-sm border border-control bg-paper">
      {SPEEDS.map((option) => (
        <button
          key={option}
          type="button"
          aria-pressed={option === speed}
          onClick={() => player.setSpeed(option)}
          className="min-h-(--target) min-w-(--target) text-md first:rounded-s-sm last:rounded-e-sm hover:bg-recess aria-pressed:bg-ink aria-pressed:text-on-ink lg:min-h-(--target-desk) lg:text-sm"
        >
          {t("times", { speed: words.number(option) })}
        </button>
      ))}
    </fieldset>
  );
}
