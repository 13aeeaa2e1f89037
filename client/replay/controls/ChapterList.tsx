import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { Chapter } from "../../../schema/history/chapters.ts";
import type { View } from "../../../schema/presentation/presentation.ts";
import { useStore } from "../../base/react/useStore.ts";
import type { Replay } from "../openReplay.ts";
import { playedTime } from "./playedTime.ts";

interface ChapterListProps {
  readonly replay: Replay;
  readonly viewWords: (view: View) => string;
  readonly onChosen?: () => void;
}

/** All chapters with their times; the one that is shown stays in sight. */
export function ChapterList({ replay, viewWords, onChosen }: ChapterListProps) {
  const { t } = useTranslation("replay");
  const current = useStore(replay.chapter);
  const choose = (chapter: Chapter) => {
    replay.player.seek(chapter.from);
    onChosen?.();
  };
  return (
    <ol aria-label={t("chapters")}>
      {replay.chapters.map((chapter, index) => (
        <ChapterRow
          key={chapter.from}
          chapter={chapter}
          isCurrent={index === current}
          viewWords={viewWords}
          onChoose={choose}
        />
      ))}
    </ol>
  );
}

interface ChapterRowProps {
  readonly chapter: Chapter;
  readonly isCurrent: boolean;
  readonly viewWords: (view: View) => string;
  readonly onChoose: (chapter: Chapter) => void;
}

const bringIntoSight = (row: HTMLElement | null): void => row?.scrollIntoView({ block: "nearest" });

const ChapterRow = memo(
  function ChapterRow({ chapter, isCurrent, viewWords, onChoose }: ChapterRowProps) {
    return (
      <li className="[contain-intrinsic-size:auto_2.75rem] [content-visibility:auto]">
        <button
          ref={isCurrent ? bringIntoSight : undefined}
          type="button"
          aria-current={isCurrent ? "true" : undefined}
          onClick={() => onChoose(chapter)}
          className="flex min-h-(--target-desk) w-full items-baseline gap-3 rounded-sm border-s-2 border-transparent px-3 py-2 text-start text-md leading-label hover:bg-recess aria-[current]:border-ink aria-[current]:bg-recess max-lg:min-h-(--target) lg:text-sm"
        >
          <span className="min-w-0 flex-1">
            <bdi>{viewWords(chapter.view)}</bdi>
          </span>
          <time dir="ltr" className="shrink-0 text-ink-3">
            {playedTime(chapter.from)}
          </time>
        </button>
      </li>
    );
  },
  (before, after) =>
    before.chapter === after.chapter &&
    before.isCurrent === after.isCurrent &&
    before.viewWords === after.viewWords,
);
