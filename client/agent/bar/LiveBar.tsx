import { Pause, Play, QrCode } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useStore } from "../../session/store.ts";
import { Button } from "../../ui/Button.tsx";
import { Dot } from "../../ui/Dot.tsx";
import type { PresentingState } from "../presenting.ts";
import { useHeld } from "../useHeld.ts";
import { useNow } from "../useNow.ts";
import { useViewWords } from "../useViewWords.ts";
import type { BarProps } from "./Bar.tsx";
import { ConnectionBanner } from "./ConnectionBanner.tsx";
import { EndButton } from "./EndButton.tsx";
import { ExtendMenu } from "./ExtendMenu.tsx";
import { NAVY } from "./navy.ts";
import { TimeLeft, useTimeIsLow } from "./TimeLeft.tsx";
import { ViewerChip } from "./ViewerChip.tsx";

interface LiveBarProps extends BarProps {
  readonly presenting: Extract<PresentingState, { readonly kind: "live" }>;
}

/** Live is navy; paused is bone with a dashed lower edge, because then nobody sees what the agent does. */
export function LiveBar(props: LiveBarProps) {
  const { desk, notices, presenting, onInvite } = props;
  const { t } = useTranslation("agent");
  const { expiresAtMs } = presenting.presented;
  const low = useTimeIsLow(expiresAtMs);
  const paused = presenting.paused !== undefined;
  const ground = paused
    ? "bg-ground border-b border-dashed border-control"
    : "bg-navy border-b border-transparent";
  return (
    <>
      <div
        style={paused ? undefined : NAVY}
        className={`flex min-h-(--bar) flex-wrap items-center gap-x-2 gap-y-2 px-4 py-2 text-ink transition-colors duration-(--motion-state) md:flex-nowrap md:gap-x-3 md:px-5 md:py-0 ${ground}`}
      >
        <Dot held={paused} />
        {paused ? <PausedWords {...props} /> : <LiveWords />}
        <TimeLeft expiresAtMs={expiresAtMs} low={low} />
        <ExtendMenu desk={desk} notices={notices} urgent={low && !paused} />
        <span className="mx-1 hidden h-5 w-px shrink-0 bg-current opacity-25 md:block" />
        <Viewers {...props} />
        <div className="ms-auto flex shrink-0 items-center gap-1.5 md:gap-2">
          <Button variant="plain" className="min-h-8 px-3" onPress={onInvite}>
            <QrCode aria-hidden="true" className="size-4" strokeWidth={1.5} />
            <span className="max-md:sr-only">{t("bar.invite")}</span>
          </Button>
          {paused ? (
            <Button variant="primary" className="min-h-8 px-3" onPress={desk.presenting.unpause}>
              <Play aria-hidden="true" className="size-4 rtl:-scale-x-100" strokeWidth={1.5} />
              <span className="max-md:sr-only">{t("bar.resume")}</span>
            </Button>
          ) : (
            <Button className="min-h-8 px-3" onPress={desk.presenting.pause}>
              <Pause aria-hidden="true" className="size-4" strokeWidth={1.5} />
              <span className="max-md:sr-only">{t("bar.pause")}</span>
            </Button>
          )}
          <EndButton desk={desk} />
        </div>
      </div>
      <ConnectionBanner connection={presenting.session.connection} />
    </>
  );
}

function LiveWords() {
  const { t } = useTranslation("agent");
  return <span className="text-sm font-medium whitespace-nowrap">{t("bar.live")}</span>;
}

function PausedWords({ desk, presenting }: LiveBarProps) {
  const { t } = useTranslation("agent");
  const viewWords = useViewWords(useStore(desk.index));
  const held = useHeld(presenting);
  const place = held === undefined ? "" : viewWords(held.view);
  return (
    <output className="text-sm leading-label font-medium">{t("bar.paused", { place })}</output>
  );
}

function Viewers({ desk, viewers }: LiveBarProps) {
  const { t } = useTranslation("agent");
  const index = useStore(desk.index);
  const nowMs = useNow(15_000);
  if (viewers.length === 0) {
    return (
      <span className="text-sm text-ink-2 max-md:order-last max-md:w-full">{t("bar.nobody")}</span>
    );
  }
  return (
    <ul
      aria-label={t("bar.viewers")}
      className="flex min-w-0 flex-1 items-center gap-2 overflow-x-auto [scrollbar-width:none] max-md:order-last max-md:w-full max-md:flex-none"
    >
      {viewers.map((viewer) => (
        <ViewerChip key={viewer.clientId} viewer={viewer} index={index} nowMs={nowMs} />
      ))}
    </ul>
  );
}
