import { useDesk } from "../deskContext.ts";
import { useTranslation } from "react-i18next";
import { useStore } from "../../base/react/useStore.ts";
import type { BarProps } from "./barProps.ts";
import { CutBar } from "./CutBar.tsx";
import { LiveBar } from "./LiveBar.tsx";
import { PresenterAnnouncer } from "./people/PresenterAnnouncer.tsx";
import { ViewerAnnouncer } from "./people/ViewerAnnouncer.tsx";
import { Smartphone } from "lucide-react";
import { Button } from "../../ui/Button.tsx";
import { NameCard } from "../signIn/NameCard.tsx";

/** The bar above the desk: no presentation, live, paused, or cut off. */
export function Bar(props: BarProps) {
  const { t } = useTranslation("agent");
  const { desk } = useDesk();
  const { holder } = desk;
  const presenting = useStore(desk.presenting.state);
  return (
    <header aria-label={t("bar.label")} className="relative z-(--z-bar)">
      {presenting.kind === "idle" &&
        (holder.kind === "owner" ? <IdleBar {...props} /> : <ComingBar />)}
      {presenting.kind === "live" && <LiveBar {...props} presenting={presenting} />}
      {presenting.kind === "cut" && <CutBar cut={presenting} />}
      <ViewerAnnouncer />
      <PresenterAnnouncer />
    </header>
  );
}

/** Shown while a colleague is joining. */
function ComingBar() {
  const { t } = useTranslation("agent");
  return (
    <div
      aria-busy="true"
      className="flex min-h-(--bar) items-center border-b border-line bg-ground px-5 md:px-6"
    >
      <p className="py-2 text-sm leading-label text-ink-2">{t("colleagues.coming")}</p>
    </div>
  );
}

function IdleBar({ onInvite, onSendRecap }: Pick<BarProps, "onInvite" | "onSendRecap">) {
  const { t } = useTranslation("agent");
  return (
    <div className="flex min-h-(--bar) flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-ground px-5 py-2 md:px-6 lg:flex-nowrap">
      <p className="me-auto min-w-0 flex-1 text-sm leading-label text-balance text-ink-2">
        {t("desk.idle")}
      </p>
      <NameCard className="border-line max-lg:order-last max-lg:w-full max-lg:border-t max-lg:pt-2 lg:border-s lg:ps-5" />
      {onSendRecap !== undefined && (
        <Button className="shrink-0" onPress={onSendRecap}>
          {t("recap.send")}
        </Button>
      )}
      <Button data-invites="" variant="primary" className="shrink-0" onPress={onInvite}>
        <Smartphone aria-hidden="true" className="size-4" strokeWidth={1.5} />
        {t("desk.present")}
      </Button>
    </div>
  );
}
