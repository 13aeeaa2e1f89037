import { useDesk } from "../deskContext.ts";
import { usePresenters, useViewers, usePausedState } from "../useLiveState.ts";
import { Pause, Play, QrCode, SquareTerminal, UserPlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMedia } from "../../base/react/useMedia.ts";
import { useStore } from "../../base/react/useStore.ts";
import { Button } from "../../ui/Button.tsx";
import { Dot } from "../../ui/Dot.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import type { PresentingState } from "../desk/presenting.ts";
import { useViewWords } from "../../stage/useViewWords.ts";
import type { BarProps } from "./barProps.ts";
import { ConnectionBanner } from "./ConnectionBanner.tsx";
import { EndButton } from "./EndButton.tsx";
import { Extend } from "./Extend.tsx";
import { Presenters } from "./people/Presenters.tsx";
import { ShownHomes } from "./ShownHomes.tsx";
import { TimeLeft, useTimeIsLow } from "./TimeLeft.tsx";
import { Viewers } from "./people/Viewers.tsx";
import type { CSSProperties } from "react";

/** Whether to shorten texts: with several viewers a laptop's bar has no room for all. */
function useBrief(): boolean {
  const wide = useMedia("(min-width: 100rem)");
  const viewers = useViewers();
  const presenters = usePresenters();
  return !wide && viewers.length > 1 && presenters.length < 2;
}

/**
 * Whether the bar's own texts are hidden first: a small laptop has no room for them beside the shown homes and a
 * viewer.
 */
function useTerse(): boolean {
  const roomy = useMedia("(min-width: 85rem)");
  const viewers = useViewers();
  return !roomy && viewers.length > 0;
}

/** Layout for several presenters: a line of their own unless the desk is wide. */
const PEOPLE =
  "flex min-w-0 items-center gap-2 max-xl:order-last max-xl:w-full max-md:flex-wrap md:gap-3";

interface LiveBarProps extends BarProps {
  readonly presenting: Extract<PresentingState, { readonly kind: "live" }>;
}

/** Live is navy; paused is bone with a dashed lower edge, because the agent is not visible to buyers then. */
export function LiveBar(props: LiveBarProps) {
  const { presenting } = props;
  const { desk } = useDesk();
  const presenters = usePresenters();
  const { holder } = desk;
  const { t } = useTranslation("agent");
  const { expiresAtMs } = presenting.presented;
  const low = useTimeIsLow(expiresAtMs);
  const paused = presenting.paused !== undefined;
  const several = presenters.length > 1;
  const brief = useBrief();
  const terse = useTerse() || brief;
  const ground = paused
    ? "bg-ground border-b border-dashed border-control"
    : "bg-navy border-b border-transparent";
  return (
    <>
      <div
        style={paused ? undefined : NAVY}
        className={`flex min-h-(--bar) flex-wrap items-center gap-x-1.5 gap-y-2 px-3.5 py-2 text-ink sm:gap-x-2 sm:px-4 transition-colors duration-(--motion-state) md:gap-x-3 md:px-5 ${several ? "xl:flex-nowrap xl:py-0" : "md:flex-nowrap md:py-0"} ${ground}`}
      >
        <Dot held={paused} />
        {paused ? <PausedWords /> : <LiveWords />}
        <TimeLeft expiresAtMs={expiresAtMs} low={low} brief={terse} />
        {holder.kind === "owner" ? (
          <Extend expiresAtMs={expiresAtMs} low={low} />
        ) : (
          low && <AskToExtend presenter={holder.presenter} />
        )}
        <span
          className={`mx-1 hidden h-5 w-px shrink-0 bg-current opacity-25 ${several ? "xl:block" : "md:block"}`}
        />
        <ShownHomes />
        <div className={several ? PEOPLE : "contents"}>
          <Presenters />
          <Viewers brief={brief} onBringBack={paused ? undefined : presenting.session.bringBack} />
        </div>
        <div className="ms-auto flex shrink-0 items-center gap-1.5 md:gap-2">
          {holder.kind === "owner" && <OwnersButtons {...props} brief={terse} />}
          {paused ? (
            <Button
              variant="primary"
              size="bar"
              className="max-sm:px-2.5"
              onPress={desk.presenting.unpause}
            >
              <Play aria-hidden="true" className="size-4 rtl:-scale-x-100" strokeWidth={1.5} />
              <span className="max-md:sr-only">{t("bar.resume")}</span>
            </Button>
          ) : (
            <Button size="bar" className="max-sm:px-2.5" onPress={desk.presenting.pause}>
              <Pause aria-hidden="true" className="size-4" strokeWidth={1.5} />
              <span className="max-lg:sr-only">{t("bar.pause")}</span>
            </Button>
          )}
          {holder.kind === "owner" ? (
            <EndButton />
          ) : (
            <Button size="bar" className="max-sm:px-2.5" onPress={holder.leave}>
              {t("colleagues.leave")}
            </Button>
          )}
        </div>
      </div>
      <ConnectionBanner connection={presenting.session.connection} />
    </>
  );
}

/** Buttons of the owning agent only. */
function OwnersButtons({
  onInvite,
  onInviteColleague,
  onInspect,
  brief,
}: LiveBarProps & { readonly brief: boolean }) {
  const { t } = useTranslation("agent");
  return (
    <>
      <IconButton label={t("bar.inspect")} size="bar" className="max-md:hidden" onPress={onInspect}>
        <SquareTerminal aria-hidden="true" className="size-4" strokeWidth={1.5} />
      </IconButton>
      <IconButton
        label={t("colleagues.invite")}
        size="bar"
        className="max-md:hidden"
        onPress={onInviteColleague}
      >
        <UserPlus aria-hidden="true" className="size-4" strokeWidth={1.5} />
      </IconButton>
      <Button
        data-invites=""
        variant="plain"
        size="bar"
        className="max-sm:px-2.5"
        onPress={onInvite}
      >
        <QrCode aria-hidden="true" className="size-4" strokeWidth={1.5} />
        <span className={brief ? "sr-only" : "max-lg:sr-only"}>{t("bar.invite")}</span>
      </Button>
    </>
  );
}

function AskToExtend({ presenter }: { readonly presenter: string }) {
  const { t } = useTranslation("agent");
  return (
    <span className="text-sm text-ink-2">
      {presenter === ""
        ? t("colleagues.askAgentToExtend")
        : t("colleagues.askToExtend", { name: presenter })}
    </span>
  );
}

function LiveWords() {
  const { t } = useTranslation("agent");
  return <span className="text-sm font-medium whitespace-nowrap">{t("bar.live")}</span>;
}

function PausedWords() {
  const { desk } = useDesk();
  const { t } = useTranslation("agent");
  const viewWords = useViewWords(useStore(desk.index));
  const held = usePausedState();
  const place = held === undefined ? "" : viewWords(held.view);
  return (
    <output className="text-sm leading-label font-medium lg:shrink-0">
      {t("bar.paused", { place })}
    </output>
  );
}

/** Token values of the live bar's navy ground, for the same components. */
const NAVY = {
  "--ink": "var(--on-navy)",
  "--ink-2": "var(--on-navy-2)",
  "--ink-3": "var(--on-navy-2)",
  "--on-ink": "var(--navy)",
  "--control": "color-mix(in srgb, var(--on-navy) 45%, transparent)",
  "--recess": "color-mix(in srgb, var(--on-navy) 14%, transparent)",
  "--gold-mark": "var(--gold-fill)",
  "--focus-ring": "var(--focus-ring-navy)",
} as CSSProperties;
