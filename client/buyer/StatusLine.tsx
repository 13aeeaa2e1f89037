import { Eye } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Clock } from "../session/clock.ts";
import { Dot } from "../ui/Dot.tsx";
import type { Line } from "./face.ts";
import { useTimeLeft } from "./useTimeLeft.ts";
import { useBuyerWords } from "./words.ts";

export interface StatusLineProps {
  readonly line: Line;
  readonly exploring: boolean;
  readonly expiresAtMs: number;
  readonly clock: Clock;
  readonly menu: ReactNode;
}

function useDetail(line: Line, exploring: boolean): string | undefined {
  const { t } = useTranslation("buyer");
  if (line === "presenting" || line === "exploring") return undefined;
  return t(exploring ? "detail.exploring" : `detail.${line}`);
}

/** Who presents, for how long, and in place of both what is going on when nobody does. */
export function StatusLine({ line, exploring, expiresAtMs, clock, menu }: StatusLineProps) {
  const { t } = useTranslation("buyer");
  const words = useBuyerWords();
  const left = useTimeLeft(expiresAtMs, clock);
  const detail = useDetail(line, exploring);
  const ending = words.ending(left);
  return (
    <div className="flex min-h-12 items-center gap-3 py-0.5">
      <span className="flex size-5 shrink-0 items-center justify-center self-start mt-3">
        {line === "exploring" ? (
          <Eye aria-hidden="true" className="size-5" strokeWidth={1.5} />
        ) : (
          <Dot held={line !== "presenting"} />
        )}
      </span>
      <output className="min-w-0 flex-1 py-1 text-md leading-label *:block">
        <span className={detail === undefined ? "" : "font-medium"}>{t(`line.${line}`)}</span>
        {detail !== undefined && <span className="text-ink-2">{detail}</span>}
        {ending !== undefined && <span className="text-ink-2">{ending}</span>}
      </output>
      {ending === undefined && detail === undefined && (
        <span className="shrink-0 text-md whitespace-nowrap text-ink-2">
          <span aria-hidden="true">{words.left(left)}</span>
          <span className="sr-only">{words.leftSpoken(left)}</span>
        </span>
      )}
      {menu}
    </div>
  );
}
