import { useDesk } from "../deskContext.ts";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { SettingsMenu } from "../parts/menus/SettingsMenu.tsx";
import { StatusMenu } from "../parts/menus/StatusMenu.tsx";
import type { RailProps } from "./Rail.tsx";
import { useDestinations } from "./useDestinations.ts";

/** The rail on a phone, within a thumb's reach: its links, and the menus of status and settings. */
export function BottomNav(menu: RailProps) {
  const { desk } = useDesk();
  const { t } = useTranslation("agent");
  const destinations = useDestinations().filter(({ Icon }) => Icon !== undefined);
  return (
    <div className="flex items-center overflow-x-auto border-t sm:gap-1 border-line bg-ground px-1 pb-[env(safe-area-inset-bottom)] [scrollbar-width:none]">
      <nav aria-label={t("nav.label")} className="flex flex-1 justify-around">
        {destinations.map(({ key, label, Icon, view, within: current }) => (
          <Button
            key={key}
            aria-label={label}
            {...(current ? { "aria-current": "page" as const } : {})}
            isDisabled={view === undefined}
            onPress={() => {
              if (view !== undefined) desk.open(view);
            }}
            className={`target my-1.5 flex items-center justify-center rounded-sm ${current ? "bg-recess text-ink" : "text-ink-2 data-disabled:text-line-strong"}`}
          >
            {Icon !== undefined && <Icon aria-hidden="true" className="size-5" strokeWidth={1.5} />}
          </Button>
        ))}
      </nav>
      <StatusMenu compact />
      <SettingsMenu {...menu} />
    </div>
  );
}
