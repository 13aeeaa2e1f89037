import { useDesk } from "../deskContext.ts";
import { Maximize2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "../../base/react/useStore.ts";
import { Dialog, DialogClose } from "../../ui/overlays/Dialog.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Part } from "../../ui/parts/Part.tsx";
import { PhoneFrame, useBuyersView, widthOfHeight } from "./PhoneFrame.tsx";
import { useSize } from "../../base/react/useSize.ts";

const WIDEST = 172;
const CAPTION_HEIGHT = 32;
/** Below this width in pixels nothing is legible. */
const NARROWEST = 96;

/** The buyer's phone at the rail's foot; the same one larger in a dialog. */
export function PhonePreview() {
  const { desk } = useDesk();
  const { t } = useTranslation("agent");
  const presenting = useStore(desk.presenting.state);
  const { view } = useStore(desk.state);
  const [large, setLarge] = useState(false);
  const [place, { height }] = useSize();
  const width = Math.min(WIDEST, widthOfHeight(height - CAPTION_HEIGHT));
  const held = presenting.kind === "live" && presenting.paused !== undefined;
  const live = presenting.kind === "live";
  const look = useBuyersView();
  const guest = t("bar.guest");
  const of = look && t("phone.captionOf", { name: look.name === "" ? guest : look.name });
  const caption = of ?? t(held ? "phone.held" : live ? "phone.caption" : "phone.captionIdle");
  return (
    <section
      aria-label={caption}
      className="flex min-h-13 flex-1 flex-col px-6 pt-2 pb-5 short:pb-3"
    >
      <div ref={place} className="flex min-h-0 flex-1 flex-col justify-end">
        <div className="flex min-h-8 items-center justify-between">
          <h2 className="text-xs text-ink-2">{caption}</h2>
          <IconButton
            label={t("phone.enlarge")}
            variant="muted"
            size="bar"
            className="-me-2"
            onPress={() => setLarge(true)}
          >
            <Maximize2 aria-hidden="true" className="size-3.5" strokeWidth={1.5} />
          </IconButton>
        </div>
        {width >= NARROWEST && (
          <Part resetKey={view}>
            <PhoneFrame width={width} />
          </Part>
        )}
      </div>
      <Dialog
        label={caption}
        open={large}
        onClose={() => setLarge(false)}
        className="relative px-16 py-8"
      >
        <Part resetKey={view}>
          <PhoneFrame width={352} />
        </Part>
        <DialogClose onPress={() => setLarge(false)} />
      </Dialog>
    </section>
  );
}
