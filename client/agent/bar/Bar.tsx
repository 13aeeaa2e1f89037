import { useTranslation } from "react-i18next";
import { useStore } from "../../base/react/useStore.ts";
import type { BarProps } from "./barProps.ts";
import { CutBar } from "./CutBar.tsx";
import { ComingBar } from "./ComingBar.tsx";
import { IdleBar } from "./IdleBar.tsx";
import { LiveBar } from "./LiveBar.tsx";
import { PresenterAnnouncer } from "./PresenterAnnouncer.tsx";
import { ViewerAnnouncer } from "./ViewerAnnouncer.tsx";

/** What is true now about the presentation: none, live, paused, cut off. */
export function Bar(props: BarProps) {
  const { t } = useTranslation("agent");
  const { holder } = props.desk;
  const presenting = useStore(props.desk.presenting.state);
  return (
    <header aria-label={t("bar.label")} className="relative z-(--z-bar)">
      {presenting.kind === "idle" &&
        (holder.kind === "owner" ? <IdleBar onInvite={props.onInvite} /> : <ComingBar />)}
      {presenting.kind === "live" && <LiveBar {...props} presenting={presenting} />}
      {presenting.kind === "cut" && <CutBar {...props} cut={presenting} />}
      <ViewerAnnouncer viewers={props.viewers} />
      <PresenterAnnouncer {...props} />
    </header>
  );
}
