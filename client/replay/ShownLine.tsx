import { ChevronLeft } from "lucide-react";
import { useMemo, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { View } from "../../schema/presentation/presentation.ts";
import { useStore } from "../base/react/useStore.ts";
import { PlainButton } from "../ui/PlainButton.tsx";
import { useWords } from "../ui/text/words.ts";
import type { Replay } from "./openReplay.ts";
import type { ReplayViewProps } from "./types.ts";
import { changedSince } from "./then.ts";

type ShownLineProps = Pick<ReplayViewProps, "index" | "moments" | "unitsThen"> & {
  readonly replay: Replay;
  readonly viewWords: (view: View) => string;
};

/** The shown view and its homes' earlier prices and statuses; while exploring, the button that returns. */
export function ShownLine({ replay, index, moments, unitsThen, viewWords }: ShownLineProps) {
  const { t } = useTranslation(["replay", "common"]);
  const words = useWords();
  const { view } = useStore(replay.state);
  const { following } = useStore(replay.following);
  const { position } = replay.player;
  const statuses = useMemo(() => moments.filter(({ kind }) => kind === "status"), [moments]);
  // A status that was set while the view stayed changes the line too.
  const lastSet = () => statuses.findLastIndex((set) => set.at <= replay.timeAt(position.get()));
  useSyncExternalStore(position.subscribe, lastSet, lastSet);
  if (following.kind === "exploring") {
    return (
      <PlainButton
        variant="primary"
        className="min-h-(--target)"
        onClick={() => replay.following.dispatch({ kind: "back" })}
      >
        <ChevronLeft aria-hidden="true" className="size-4.5 rtl:-scale-x-100" strokeWidth={1.75} />
        {t("back")}
      </PlainButton>
    );
  }
  const at = replay.timeAt(position.get());
  const changed = changedSince(view, at, moments, unitsThen ?? [], index);
  return (
    <p className="flex min-h-(--target) min-w-0 flex-wrap items-center gap-x-3 py-1 text-md leading-label">
      <span className="font-medium">
        <bdi>{viewWords(view)}</bdi>
      </span>
      {changed.map(({ unit, was, isStatusUnknown }) => {
        const what = [
          was.price !== undefined && words.money(was.price, index.project),
          was.status !== undefined &&
            t(`common:status.${was.status}`).toLocaleLowerCase(words.language),
          isStatusUnknown && t("then.unknownStatus"),
        ]
          .filter((known) => known !== false)
          .join(t("common:comma"));
        return (
          <span key={unit.id} className="text-ink-2">
            {view.screen === "unit"
              ? t("then.shown", { what })
              : t("then.home", { home: words.unitShort(unit), what })}
          </span>
        );
      })}
    </p>
  );
}
