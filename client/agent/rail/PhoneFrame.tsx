import { useDesk } from "../deskContext.ts";
import { usePresenters, useViewers, usePausedState } from "../useLiveState.ts";
import { Eye } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { keepKnown, viewExists } from "../../../schema/presentation/references.ts";
import { serverTime } from "../../base/clock.ts";
import { useStore } from "../../base/react/useStore.ts";
import type { PointingSource } from "../../stage/pointing.ts";
import { isGone } from "../../stage/GoneView.tsx";
import { Stage } from "../../stage/Stage.tsx";
import { Dot } from "../../ui/Dot.tsx";
import { useDuration } from "../parts/useDuration.ts";
import { useNow } from "../../base/react/useNow.ts";
import { usePresenterName } from "../parts/usePresenterName.ts";
import { mergeOwnPointer } from "./mergeOwnPointer.ts";
import { buyersView, type BuyersView } from "./buyersView.ts";

const PHONE_WIDTH = 390;
const PHONE_HEIGHT = 812;
/** The frame's own edge. */
const EDGE = 5;

/** The width of the frame at this height. */
export const widthOfHeight = (height: number): number =>
  ((height - 2 * EDGE) * PHONE_WIDTH) / PHONE_HEIGHT + 2 * EDGE;

const ignore = () => {};

/** The buyer's own components on a phone's screen, scaled to `width` pixels. Not interactive. */
export function PhoneFrame({ width }: { readonly width: number }) {
  const { desk } = useDesk();
  const all = useStore(desk.index);
  const index = desk.buyerIndex(all);
  const own = useStore(desk.state);
  const known = keepKnown(own, index);
  // Homes removed by a list are shown as gone on the buyer's phone too.
  const state = isGone(own.view, all) ? { ...known, view: own.view } : known;
  const held = usePausedState();
  const hands = useHands();
  const look = useBuyersView();
  const shown = held ?? state;
  const scale = (width - 2 * EDGE) / PHONE_WIDTH;
  return (
    <div
      inert
      aria-hidden="true"
      className="shrink-0 overflow-hidden border-ink bg-ground"
      style={{
        width,
        height: PHONE_HEIGHT * scale + 2 * EDGE,
        borderWidth: EDGE,
        borderRadius: 44 * scale + EDGE,
      }}
    >
      <div
        className="flex origin-top-left flex-col rtl:origin-top-right"
        style={{ width: PHONE_WIDTH, height: PHONE_HEIGHT, transform: `scale(${scale})` }}
      >
        <PhoneStatus exploring={look !== undefined} />
        <div className="relative min-h-0 flex-1">
          <Stage
            state={look === undefined ? shown : { ...shown, view: look.view, camera: undefined }}
            index={index}
            form="phone"
            onIntent={ignore}
            canShortlist={false}
            pointing={held === undefined && look === undefined ? hands : undefined}
            held={held !== undefined && look === undefined}
          />
        </div>
      </div>
    </div>
  );
}

/** The pointers on the buyer's phone: this desk's and the other presenters'. */
function useHands(): PointingSource {
  const { desk } = useDesk();
  const presenting = useStore(desk.presenting.state);
  const session = presenting.kind === "live" ? presenting.session : undefined;
  const { localPointer, holder } = desk;
  return useMemo(() => {
    if (session === undefined) return localPointer;
    const drives = () => session.presenters.get().some(({ own, active }) => own && active);
    return mergeOwnPointer(localPointer, session.pointing, holder.name, drives);
  }, [session, localPointer, holder]);
}

/** The view of exploring buyers, if it exists for them. */
export function useBuyersView(): BuyersView | undefined {
  const { desk } = useDesk();
  const index = desk.buyerIndex(useStore(desk.index));
  const look = buyersView(useViewers());
  return look !== undefined && viewExists(look.view, index) ? look : undefined;
}

function PhoneStatus({ exploring }: { readonly exploring: boolean }) {
  const { desk } = useDesk();
  const { t } = useTranslation("agent");
  const presenting = useStore(desk.presenting.state);
  const duration = useDuration();
  const nowMs = useNow(1_000, serverTime.now);
  const live = presenting.kind === "live";
  const paused = live && presenting.paused !== undefined;
  const presenters = usePresenters();
  const several = presenters.length > 1;
  const nameOf = usePresenterName();
  const names = presenters
    .map((presenter) => nameOf(presenter.own ? desk.holder : presenter))
    .join(", ");
  const going = t(paused ? "phone.paused" : several ? "phone.liveSeveral" : "phone.live", {
    names,
  });
  const leftMs = live ? Math.max(0, presenting.presented.expiresAtMs - nowMs) : 0;
  return (
    <div className="flex items-center gap-3 px-5 pt-6 pb-3 text-md">
      {live && !exploring && <Dot held={paused} />}
      {live && exploring && <Eye className="size-4.5 shrink-0" strokeWidth={1.5} />}
      {live && <span className="flex-1">{exploring ? t("phone.exploring") : going}</span>}
      {live && <span className="text-ink-2">{duration(leftMs)}</span>}
    </div>
  );
}
