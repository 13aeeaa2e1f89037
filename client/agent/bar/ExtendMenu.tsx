import { Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button.tsx";
import { useFormat } from "../../ui/format.ts";
import type { Desk } from "../desk.ts";
import { OPEN_FOR_MINUTES } from "../invite/durations.ts";
import { MENU_ITEM, MENU_POPOVER } from "../menuStyle.ts";
import type { Notices } from "../notices.ts";
import { useErrorWords } from "../useErrorWords.ts";

interface ExtendMenuProps {
  readonly desk: Desk;
  readonly notices: Notices;
  /** Filled: little time is left. */
  readonly urgent: boolean;
}

/** Gives the presentation more time, counted from now. */
export function ExtendMenu({ desk, notices, urgent }: ExtendMenuProps) {
  const { t } = useTranslation("agent");
  const format = useFormat();
  const errorWords = useErrorWords();
  const extend = async (minutes: number) => {
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
  return (
    <MenuTrigger>
      <Button variant={urgent ? "primary" : "quiet"} className="min-h-8 px-3">
        {t("bar.extend")}
      </Button>
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
