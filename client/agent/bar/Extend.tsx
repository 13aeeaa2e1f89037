import { Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { serverTime } from "../../base/time.ts";
import { Button } from "../../ui/Button.tsx";
import { useFormat } from "../../ui/format.ts";
import type { Desk } from "../desk.ts";
import { OPEN_FOR_MINUTES } from "../invite/durations.ts";
import { MENU_ITEM, MENU_POPOVER } from "../menuStyle.ts";
import type { Notices } from "../notices.ts";
import { useErrorWords } from "../useErrorWords.ts";

/** What one tap gives when little time is left. */
const MORE_MINUTES = 15;
const MINUTE_MS = 60_000;

interface ExtendProps {
  readonly desk: Desk;
  readonly notices: Notices;
  readonly expiresAtMs: number;
  /** Little time is left: one filled button instead of a choice. */
  readonly low: boolean;
}

/** Gives the presentation more time. */
export function Extend({ desk, notices, expiresAtMs, low }: ExtendProps) {
  const { t } = useTranslation("agent");
  const extend = useExtend(desk, notices);
  if (low) {
    const minutesLeft = () => Math.max(0, Math.ceil((expiresAtMs - serverTime.now()) / MINUTE_MS));
    return (
      <Button
        variant="primary"
        className="min-h-8 shrink-0 px-3 whitespace-nowrap"
        onPress={() => void extend(minutesLeft() + MORE_MINUTES)}
      >
        <span className="max-sm:sr-only">{t("bar.extendBy", { count: MORE_MINUTES })}</span>
        <bdi dir="ltr" aria-hidden="true" className="sm:hidden">
          +{MORE_MINUTES}
        </bdi>
      </Button>
    );
  }
  return (
    <MenuTrigger>
      <Button className="min-h-8 px-3">{t("bar.extend")}</Button>
      <Popover placement="bottom start" className={MENU_POPOVER}>
        <Menu
          aria-label={t("bar.extend")}
          className="outline-none"
          onAction={(minutes) => void extend(Number(minutes))}
        >
          {OPEN_FOR_MINUTES.map((minutes) => (
            <MenuItem key={minutes} id={String(minutes)} className={MENU_ITEM}>
              {t("bar.extendTo", { duration: t(`invite.minutes${minutes}`) })}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** Counted from now. */
function useExtend(desk: Desk, notices: Notices) {
  const { t } = useTranslation("agent");
  const format = useFormat();
  const errorWords = useErrorWords();
  return async function extend(minutes: number): Promise<void> {
    try {
      await desk.presenting.extend(minutes);
      const now = desk.presenting.state.get();
      if (now.kind === "idle") return;
      const time = format.time(new Date(now.presented.expiresAtMs));
      notices.show({ text: t("bar.extended", { time }) });
    } catch (error) {
      const retry = { label: t("bar.extend"), act: () => void extend(minutes) };
      notices.show({ text: errorWords(error), action: retry });
    }
  };
}
