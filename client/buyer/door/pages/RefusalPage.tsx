import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PreviewResponse } from "../../../../schema/protocol/api.ts";
import type { Clock } from "../../../base/clock.ts";
import { PlainButton } from "../../../ui/PlainButton.tsx";
import { useFormat } from "../../../ui/text/format.ts";
import type { LikedHomes } from "../liked.ts";
import { LikedList } from "../LikedList.tsx";
import { NoticePage } from "./NoticePage.tsx";
import type { Refusal } from "../../../join/refusal.ts";

export interface RefusalPageProps {
  readonly refusal: Refusal;
  readonly preview: PreviewResponse | undefined;
  /** The homes liked in the ended viewing. */
  readonly liked: LikedHomes | undefined;
  readonly onRetry: () => void;
  readonly clock: Clock;
}

type Remedy = "none" | "retry" | "reload";

function remedyOf(refusal: Refusal): Remedy {
  switch (refusal.kind) {
    case "wrong_link":
    case "expired":
    case "ended":
    case "withdrawn":
      return "none";
    case "full":
    case "too_many_attempts":
    case "unavailable":
      return "retry";
    case "outdated":
      return "reload";
  }
}

/** Whether the server's `Retry-After` still runs. */
function useWaiting(refusal: Refusal, clock: Clock): boolean {
  const untilMs = refusal.kind === "too_many_attempts" ? refusal.retryAtMs : 0;
  const [nowMs, setNowMs] = useState(() => clock.now());
  useEffect(() => {
    const leftMs = untilMs - clock.now();
    return leftMs > 0 ? clock.after(leftMs, () => setNowMs(clock.now())) : undefined;
  }, [untilMs, clock]);
  return nowMs < untilMs;
}

/** The page of a refusal: its reason and the next step. */
export function RefusalPage({ refusal, preview, liked, onRetry, clock }: RefusalPageProps) {
  const { t } = useTranslation(["buyer", "common"]);
  const format = useFormat();
  const waiting = useWaiting(refusal, clock);
  const remedy = remedyOf(refusal);
  const text =
    refusal.kind === "too_many_attempts"
      ? t("refusal.too_many_attempts.text", { time: format.time(new Date(refusal.retryAtMs)) })
      : t(`refusal.${refusal.kind}.text`);
  return (
    <NoticePage
      preview={preview}
      title={t(`refusal.${refusal.kind}.title`)}
      text={text}
      action={
        remedy !== "none" && (
          <PlainButton
            variant="primary"
            size="phone"
            disabled={waiting}
            onClick={() => (remedy === "retry" ? onRetry() : window.location.reload())}
          >
            {remedy === "retry" ? t("common:retry") : t("reload")}
          </PlainButton>
        )
      }
    >
      {(refusal.kind === "ended" || refusal.kind === "expired") && <LikedList liked={liked} />}
    </NoticePage>
  );
}
