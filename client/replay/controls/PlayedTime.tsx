import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { Replay } from "../openReplay.ts";
import { playedTime } from "./playedTime.ts";

/** "4:05 of 12:30". Renders once a second. */
export function PlayedTime({ replay }: { readonly replay: Replay }) {
  const { player, durationMs } = replay;
  const { t } = useTranslation("replay");
  const second = () => Math.floor(player.position.get() / 1000);
  const seconds = useSyncExternalStore(player.position.subscribe, second, second);
  const times = { time: playedTime(seconds * 1000), total: playedTime(durationMs) };
  return (
    <span className="shrink-0 py-2.5 text-md leading-label whitespace-nowrap text-ink-2">
      {t("at", times)}
    </span>
  );
}
