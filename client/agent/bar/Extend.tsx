import { useDesk } from "../deskContext.ts";
import { Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { serverTime } from "../../base/clock.ts";
import { Button } from "../../ui/Button.tsx";
import { useFormat } from "../../ui/text/format.ts";
import { LOCALES } from "../../ui/text/language.ts";
import { MENU, MENU_ITEM, MENU_POPOVER } from "../parts/menus/menuStyle.ts";
import { useNow } from "../../base/react/useNow.ts";
import { extensionsOf } from "./extensions.ts";
import { useErrorWords } from "../parts/useErrorWords.ts";

/** Minutes that one tap adds when little time is left. */
const MORE_MINUTES = 15;

interface ExtendProps {
  readonly expiresAtMs: number;
  /** Little time is left: one filled button instead of a choice. */
  readonly low: boolean;
}

/** Extends the presentation by the chosen minutes. */
export function Extend({ expiresAtMs, low }: ExtendProps) {
  const { t } = useTranslation("agent");
  const extend = useExtend();
  if (low) {
    return (
      <Button
        variant="primary"
        size="bar"
        className="shrink-0 whitespace-nowrap max-sm:px-2.5"
        onPress={() => void extend(MORE_MINUTES)}
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
      <Button size="bar" className="max-sm:px-2.5">
        {t("bar.extend")}
      </Button>
      <Popover placement="bottom start" className={MENU_POPOVER}>
        <Choices expiresAtMs={expiresAtMs} onChoose={(minutes) => void extend(minutes)} />
      </Popover>
    </MenuTrigger>
  );
}

/** "15 min more, until 16:40": drawn while the menu is open, so that its times are true. */
function Choices({
  expiresAtMs,
  onChoose,
}: {
  readonly expiresAtMs: number;
  readonly onChoose: (minutes: number) => void;
}) {
  const { t } = useTranslation("agent");
  const said = useEndWords();
  const nowMs = useNow(1_000, serverTime.now);
  const extensions = extensionsOf(expiresAtMs, nowMs);
  return (
    <Menu
      aria-label={t("bar.extend")}
      className={MENU}
      onAction={(minutes) => onChoose(Number(minutes))}
      renderEmptyState={() => <p className="px-3 py-2 text-sm text-ink-2">{t("bar.extendNone")}</p>}
    >
      {extensions.map(({ minutes, untilMs, longest }) => (
        <MenuItem key={minutes} id={String(minutes)} className={MENU_ITEM}>
          {longest
            ? t("bar.extendLongest", { time: said(untilMs, nowMs) })
            : t("bar.extendMore", {
                duration: t(`invite.minutes${minutes}`),
                time: said(untilMs, nowMs),
              })}
        </MenuItem>
      ))}
    </Menu>
  );
}

/** "16:40", on another day "Mon 16:40". */
function useEndWords(): (untilMs: number, nowMs: number) => string {
  const format = useFormat();
  return (untilMs, nowMs) => {
    const [until, now] = [new Date(untilMs), new Date(nowMs)];
    const time = format.time(until);
    if (until.toDateString() === now.toDateString()) return time;
    const day = until.toLocaleDateString(LOCALES[format.language], { weekday: "short" });
    return `${day} ${time}`;
  };
}

/** Returns a function that adds minutes to the presentation. */
function useExtend() {
  const { desk, notices } = useDesk();
  const { t } = useTranslation("agent");
  const said = useEndWords();
  const errorWords = useErrorWords();
  return async function extend(minutes: number): Promise<void> {
    try {
      await desk.presenting.extend(minutes);
      const now = desk.presenting.state.get();
      if (now.kind === "idle") return;
      const time = said(now.presented.expiresAtMs, serverTime.now());
      notices.show({ text: t("bar.extended", { time }) });
    } catch (error) {
      const retry = { label: t("bar.extend"), act: () => void extend(minutes) };
      notices.show({ text: errorWords(error), action: retry });
    }
  };
}
