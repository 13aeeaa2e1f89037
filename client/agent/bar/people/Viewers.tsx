import { useDesk } from "../../deskContext.ts";
import { useViewers } from "../../useLiveState.ts";
import { useTranslation } from "react-i18next";
import type { ViewerPresence } from "../../../session/types.ts";
import { useStore } from "../../../base/react/useStore.ts";
import { Button } from "../../../ui/Button.tsx";
import { useNow } from "../../../base/react/useNow.ts";
import { ViewerChip } from "./ViewerChip.tsx";

interface ViewersProps {
  /** Asks exploring viewers to come back; absent while mirroring is paused. */
  readonly onBringBack: (() => void) | undefined;
  /** Room for a few words only. */
  readonly brief: boolean;
}

const strays = ({ lost, attention }: ViewerPresence): boolean =>
  !lost && attention?.state === "exploring";

/** The viewers, and the button that asks exploring ones to come back. */
export function Viewers({ onBringBack, brief }: ViewersProps) {
  const { desk, notices } = useDesk();
  const viewers = useViewers();
  const { t } = useTranslation("agent");
  const index = useStore(desk.index);
  const nowMs = useNow(15_000);
  if (viewers.length === 0) {
    return (
      <span className="text-sm text-ink-2 max-md:order-last max-md:w-full">{t("bar.nobody")}</span>
    );
  }
  return (
    <div className="flex min-w-0 items-center gap-1 max-md:order-last max-md:w-full">
      <ul
        ref={keyScroll}
        aria-label={t("bar.viewers")}
        className="flex min-w-0 items-center gap-2 overflow-x-auto rounded-pill pe-5 [mask-image:linear-gradient(to_right,#000_calc(100%-1.25rem),transparent)] [scrollbar-width:none] rtl:[mask-image:linear-gradient(to_left,#000_calc(100%-1.25rem),transparent)]"
      >
        {viewers.map((viewer) => (
          <ViewerChip
            key={viewer.clientId}
            viewer={viewer}
            index={index}
            nowMs={nowMs}
            brief={brief}
          />
        ))}
      </ul>
      {onBringBack !== undefined && viewers.some(strays) && (
        <Button
          variant="plain"
          size="bar"
          className="shrink-0 whitespace-nowrap"
          onPress={() => {
            onBringBack();
            notices.show({ text: t("bar.askedBack") });
          }}
        >
          {t("bar.bringBack")}
        </Button>
      )}
    </div>
  );
}

/** For `ref`: a row that has more than it shows can be reached and scrolled by keys, and only then. */
function keyScroll(row: HTMLElement | null): (() => void) | undefined {
  if (row === null) return undefined;
  const look = () => {
    if (row.scrollWidth > row.clientWidth) row.setAttribute("tabindex", "0");
    else row.removeAttribute("tabindex");
  };
  const resizes = new ResizeObserver(look);
  const changes = new MutationObserver(look);
  resizes.observe(row);
  changes.observe(row, { childList: true, subtree: true, characterData: true });
  look();
  return () => {
    resizes.disconnect();
    changes.disconnect();
  };
}
