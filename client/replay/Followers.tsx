import { useTranslation } from "react-i18next";
import type { Follower } from "../../schema/history/followers.ts";
import type { View } from "../../schema/presentation/presentation.ts";
import { useStore } from "../base/react/useStore.ts";
import { ViewerMark } from "../ui/ViewerMark.tsx";
import type { Replay } from "./openReplay.ts";

interface FollowersProps {
  readonly replay: Replay;
  readonly viewWords: (view: View) => string;
}

/** The buyers who were there, and what each attended to. */
export function Followers({ replay, viewWords }: FollowersProps) {
  const { t } = useTranslation("replay");
  const followers = useStore(replay.followers);
  const words = ({ attention }: Follower): string => {
    if (attention === undefined) return t("followers.unknown");
    const { state, view } = attention;
    return state === "exploring" && view !== undefined
      ? t("followers.lookingAt", { place: viewWords(view) })
      : t(`followers.${state}`);
  };
  return (
    <ul
      aria-label={t("followers.title")}
      className="flex h-10 items-center gap-x-5 overflow-x-auto text-md whitespace-nowrap text-ink-2 lg:text-sm"
    >
      {followers.length === 0 && <li>{t("followers.none")}</li>}
      {followers.map((follower) => (
        <li key={follower.subject} className="flex shrink-0 items-center gap-2">
          <ViewerMark mood={follower.attention?.state ?? "lost"} />
          <bdi className="max-w-[18ch] truncate text-ink">
            {follower.name ?? t("followers.guest")}
          </bdi>
          <span>{words(follower)}</span>
        </li>
      ))}
    </ul>
  );
}
