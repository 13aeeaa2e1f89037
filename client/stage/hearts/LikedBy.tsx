import { Heart } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { serverTime } from "../../base/clock.ts";
import { LOCALES } from "../../ui/text/language.ts";
import { useWords } from "../../ui/text/words.ts";
import type { Liker } from "./hearts.ts";

const MINUTE_MS = 60_000;
const RENEW_MS = 15_000;

/** The buyers who like the home, for the agent: "Bob likes this home", "2 min ago". */
export function LikedBy({ likers }: { readonly likers: readonly Liker[] | undefined }) {
  const { t } = useTranslation("stage");
  const ago = useAgo();
  if (likers === undefined || likers.length === 0) return null;
  return (
    <ul>
      {likers.map(({ name, atMs }) => (
        <li key={`${name} ${atMs}`} className="flex items-center gap-3 border-b border-line py-3">
          <Heart
            size={16}
            strokeWidth={1.5}
            fill="currentColor"
            aria-hidden="true"
            className="shrink-0"
          />
          <span className="min-w-0 flex-1">
            {name === "" ? t("hearts.likedByGuest") : t("hearts.likedBy", { name })}
          </span>
          <span className="shrink-0 text-ink-3">{ago(atMs)}</span>
        </li>
      ))}
    </ul>
  );
}

/** "just now", "2 min ago". */
function useAgo(): (atMs: number) => string {
  const { t } = useTranslation("stage");
  const { language } = useWords();
  const [nowMs, setNowMs] = useState(serverTime.now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(serverTime.now()), RENEW_MS);
    return () => clearInterval(timer);
  }, []);
  const format = new Intl.RelativeTimeFormat(LOCALES[language], { style: "short" });
  return (atMs) => {
    const minutes = Math.floor((nowMs - atMs) / MINUTE_MS);
    if (minutes < 1) return t("hearts.now");
    return minutes < 60
      ? format.format(-minutes, "minute")
      : format.format(-Math.floor(minutes / 60), "hour");
  };
}
