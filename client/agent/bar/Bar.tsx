import { useTranslation } from "react-i18next";
import type { ViewerPresence } from "../../session/types.ts";
import { useStore } from "../../session/store.ts";
import type { Desk } from "../desk.ts";
import type { Notices } from "../notices.ts";
import { CutBar } from "./CutBar.tsx";
import { IdleBar } from "./IdleBar.tsx";
import { LiveBar } from "./LiveBar.tsx";
import { ViewerAnnouncer } from "./ViewerAnnouncer.tsx";

export interface BarProps {
  readonly desk: Desk;
  readonly viewers: readonly ViewerPresence[];
  readonly notices: Notices;
  readonly onInvite: () => void;
  readonly onInspect: () => void;
}

/** What is true now about the presentation: none, live, paused, cut off. */
export function Bar(props: BarProps) {
  const { t } = useTranslation("agent");
  const presenting = useStore(props.desk.presenting.state);
  return (
    <header aria-label={t("bar.label")} className="relative z-(--z-bar)">
      {presenting.kind === "idle" && <IdleBar onInvite={props.onInvite} />}
      {presenting.kind === "live" && <LiveBar {...props} presenting={presenting} />}
      {presenting.kind === "cut" && <CutBar {...props} cut={presenting} />}
      <ViewerAnnouncer viewers={props.viewers} />
    </header>
  );
}
