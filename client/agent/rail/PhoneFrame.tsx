import { useTranslation } from "react-i18next";
import { keepKnown } from "../../../schema/references.ts";
import { useStore } from "../../session/store.ts";
import { Stage } from "../../stage/Stage.tsx";
import { Dot } from "../../ui/Dot.tsx";
import type { Desk } from "../desk.ts";
import { useDuration } from "../useDuration.ts";
import { useHeld } from "../useHeld.ts";
import { useNow } from "../useNow.ts";

const PHONE_WIDTH = 390;
const PHONE_HEIGHT = 812;
/** The frame's own edge. */
const EDGE = 5;

/** The widest phone of which the frame is at most this high. */
export const widthOfHeight = (height: number): number =>
  ((height - 2 * EDGE) * PHONE_WIDTH) / PHONE_HEIGHT + 2 * EDGE;

const ignore = () => {};

/** The buyer's own components on a phone's screen, scaled to `width` pixels. Only to be looked at. */
export function PhoneFrame({ desk, width }: { readonly desk: Desk; readonly width: number }) {
  const index = desk.shown(useStore(desk.index));
  const state = keepKnown(useStore(desk.state), index);
  const presenting = useStore(desk.presenting.state);
  const held = useHeld(presenting);
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
        <PhoneStatus desk={desk} />
        <div className="relative min-h-0 flex-1">
          <Stage
            state={held ?? state}
            index={index}
            form="phone"
            onIntent={ignore}
            canShortlist={false}
            pointing={held === undefined ? desk.hand : undefined}
            held={held !== undefined}
          />
        </div>
      </div>
    </div>
  );
}

function PhoneStatus({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation("agent");
  const presenting = useStore(desk.presenting.state);
  const duration = useDuration();
  const nowMs = useNow(1_000);
  const live = presenting.kind === "live";
  const paused = live && presenting.paused !== undefined;
  const leftMs = live ? Math.max(0, presenting.presented.expiresAtMs - nowMs) : 0;
  return (
    <div className="flex items-center gap-3 px-5 pt-6 pb-3 text-md">
      {live && <Dot held={paused} />}
      {live && <span className="flex-1">{t(paused ? "phone.paused" : "phone.live")}</span>}
      {live && <span className="text-ink-2">{duration(leftMs)}</span>}
    </div>
  );
}
