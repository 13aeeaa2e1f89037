import { Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { unitView } from "../../../schema/presentation/presentation.ts";
import { serverTime } from "../../base/clock.ts";
import { useNow } from "../../base/react/useNow.ts";
import { useStore } from "../../base/react/useStore.ts";
import { Button } from "../../ui/Button.tsx";
import { useWords } from "../../ui/text/words.ts";
import { useDesk } from "../deskContext.ts";
import { shownOf } from "../desk/shownSoFar.ts";
import { MENU, MENU_ITEM, MENU_POPOVER } from "../parts/menus/menuStyle.ts";
import { useSpan } from "../parts/useSpan.ts";

const RENEW_MS = 10_000;

/** How long the current home has been shown, and buttons that open the shortlisted homes not shown yet. */
export function ShownHomes() {
  const { desk } = useDesk();
  const { t } = useTranslation("agent");
  const words = useWords();
  const span = useSpan();
  const moments = useStore(desk.shownSoFar.moments);
  const state = useStore(desk.state);
  const index = useStore(desk.index);
  const nowMs = useNow(RENEW_MS, serverTime.now);
  const { homes, ms, unshown } = shownOf(moments, state, nowMs);
  const here = homes.length > 0 && (
    <span className="text-sm whitespace-nowrap text-ink-2 max-lg:hidden">
      {t("bar.here", { duration: span(ms) })}
    </span>
  );
  if (unshown.length === 0) return here;
  const units = unshown.map((id) => index.units.get(id)).filter((unit) => unit !== undefined);
  return (
    <>
      {here}
      <MenuTrigger>
        <Button size="dense" variant="plain" className="shrink-0 whitespace-nowrap max-md:hidden">
          {t("bar.unshown", { count: unshown.length })}
        </Button>
        <Popover placement="bottom start" className={MENU_POPOVER}>
          <Menu
            aria-label={t("bar.unshownOf")}
            className={MENU}
            onAction={(unit) => desk.open(unitView(String(unit)))}
          >
            {units.map((unit) => (
              <MenuItem key={unit.id} id={unit.id} className={MENU_ITEM}>
                <bdi>{words.unit(unit)}</bdi>
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
    </>
  );
}
