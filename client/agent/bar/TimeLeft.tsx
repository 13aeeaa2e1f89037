import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { serverTime } from "../../base/clock.ts";
import { useNow } from "../../base/react/useNow.ts";

const LOW_MS = 5 * 60_000;

/** "47:12", with hours "3:47:12". */
function formatLeft(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  const pad = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const shown = hours === 0 ? pad(minutes) : `${hours}:${pad(minutes)}`;
  return `${shown}:${pad(seconds % 60)}`;
}

/** Whether under five minutes are left. */
export function useTimeIsLow(expiresAtMs: number): boolean {
  const [low, setLow] = useState(false);
  useEffect(() => {
    const check = () => setLow(expiresAtMs - serverTime.now() < LOW_MS);
    check();
    const timer = setInterval(check, 1_000);
    return () => clearInterval(timer);
  }, [expiresAtMs]);
  return low;
}

interface TimeLeftProps {
  readonly expiresAtMs: number;
  readonly low: boolean;
  /** The figure alone. */
  readonly brief: boolean;
}

export function TimeLeft({ expiresAtMs, low, brief }: TimeLeftProps) {
  const { t } = useTranslation("agent");
  const nowMs = useNow(1_000, serverTime.now);
  return (
    <span
      role="timer"
      className={`text-sm whitespace-nowrap ${low ? "text-gold-mark" : "text-ink"}`}
    >
      <bdi dir="ltr">{formatLeft(expiresAtMs - nowMs)}</bdi>{" "}
      {/* A timer is not read out by itself. */}
      <span aria-live="polite" className="sr-only">
        {low && t("bar.low")}
      </span>
      <span className={`${brief ? "sr-only" : "max-sm:hidden"} ${low ? "" : "text-ink-2"}`}>
        {t("bar.left")}
      </span>
    </span>
  );
}
