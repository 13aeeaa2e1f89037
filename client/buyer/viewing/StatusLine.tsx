import { Eye } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Clock } from "../../base/clock.ts";
import { Dot } from "../../ui/Dot.tsx";
import type { Status } from "./viewingStatus.ts";
import { useTimeLeft } from "../timeLeft.ts";
import { useTimeWords } from "../timeWords.ts";

export interface StatusLineProps {
  readonly status: Status;
  /** The status in words. */
  readonly going: string;
  readonly exploring: boolean;
  readonly endsAtMs: number;
  readonly clock: Clock;
  readonly menu: ReactNode;
}

function useDetail(status: Status, exploring: boolean): string | undefined {
  const { t } = useTranslation("buyer");
  if (status === "presenting" || status === "exploring") return undefined;
  return t(exploring ? "detail.exploring" : `detail.${status}`);
}

/** The status in words and the time left. */
export function StatusLine({ status, going, exploring, endsAtMs, clock, menu }: StatusLineProps) {
  const words = useTimeWords();
  const left = useTimeLeft(endsAtMs, clock);
  const detail = useDetail(status, exploring);
  const ending = words.ending(left);
  return (
    <div className="flex min-h-12 items-center gap-3">
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3">
        <output className="min-w-0 flex-[1_1_9rem] py-2 text-md leading-label">
          <span className="flex items-center gap-3">
            {status === "exploring" ? (
              <Eye aria-hidden="true" className="-me-1.5 size-4.5 shrink-0" strokeWidth={1.5} />
            ) : (
              <Dot held={status !== "presenting"} className="-ms-1" />
            )}
            <span className={detail === undefined ? "" : "font-medium"}>{going}</span>
          </span>
          {[detail, ending].map(
            (more) =>
              more !== undefined && (
                <span key={more} className="block ps-6 text-ink-2">
                  {more}
                </span>
              ),
          )}
        </output>
        {ending === undefined && detail === undefined && (
          <span className="ms-auto shrink-0 text-md whitespace-nowrap text-ink-2">
            <span aria-hidden="true">{words.left(left)}</span>
            <span className="sr-only">{words.leftSpoken(left)}</span>
          </span>
        )}
      </div>
      <span className="-me-[min(0.75rem,3vw)] shrink-0 self-start pt-0.5">{menu}</span>
    </div>
  );
}
