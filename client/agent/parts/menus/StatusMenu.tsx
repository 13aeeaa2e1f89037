import { useDesk } from "../../deskContext.ts";
import { ChevronDown } from "lucide-react";
import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { Unit, UnitStatus } from "../../../../schema/catalogue/catalogue.ts";
import { UNIT_STATUSES } from "../../../../schema/values/unitStatus.ts";
import { useStore } from "../../../base/react/useStore.ts";
import { StatusMark } from "../../../ui/StatusMark.tsx";
import { useWords } from "../../../ui/text/words.ts";
import { MENU, MENU_ITEM, MENU_POPOVER } from "./menuStyle.ts";
import { useErrorWords } from "../useErrorWords.ts";

interface StatusMenuProps {
  /** Only the mark, for narrow places. */
  readonly compact?: boolean;
}

/** The status of the open home, for the agent to change. */
export function StatusMenu({ compact = false }: StatusMenuProps) {
  const { desk } = useDesk();
  const { t } = useTranslation("agent");
  const words = useWords();
  const index = useStore(desk.index);
  const { view } = useStore(desk.state);
  const flip = useFlip();
  const unit = view.screen === "unit" ? index.units.get(view.unit) : undefined;
  const { holder } = desk;
  const mayFlip = holder.kind === "owner" || holder.isAgent;
  if (unit === undefined || !mayFlip) return undefined;
  const label = t("status.label", { home: words.unit(unit) });
  return (
    <MenuTrigger>
      <Button
        className={`flex items-center gap-2 rounded-sm text-sm text-ink data-hovered:bg-recess ${compact ? "size-11 shrink-0 justify-center" : "mx-3 min-h-(--target-desk) border border-control px-3"}`}
      >
        <span className="sr-only">{label}:</span>
        {!compact && (
          <span aria-hidden="true" className="min-w-0 flex-1 truncate text-start">
            <bdi dir="ltr">{words.unitShort(unit)}</bdi>
          </span>
        )}
        <Shown status={unit.status} compact={compact} />
        {!compact && <ChevronDown aria-hidden="true" className="size-4" strokeWidth={1.5} />}
      </Button>
      <Popover placement="top end" className={MENU_POPOVER}>
        <Menu
          aria-label={label}
          className={MENU}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={unit.status === undefined ? [] : [unit.status]}
          onSelectionChange={(keys) => {
            const status = UNIT_STATUSES.find((option) => keys !== "all" && keys.has(option));
            if (status !== undefined && status !== unit.status) void flip(unit, status);
          }}
        >
          {UNIT_STATUSES.map((status) => (
            <MenuItem key={status} id={status} textValue={status} className={MENU_ITEM}>
              <StatusMark status={status} word />
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** The status in words; beside a mark alone, the words are for screen readers only. */
function Shown({ status, compact }: { status: UnitStatus | undefined; compact: boolean }) {
  const { t } = useTranslation("agent");
  const { t: common } = useTranslation("common");
  const words = status === undefined ? t("status.none") : common(`status.${status}`);
  return (
    <>
      {compact && <span className="sr-only">{words}</span>}
      {status !== undefined && (
        <StatusMark status={status} word={!compact} size={compact ? 16 : 12} />
      )}
      {status === undefined && (
        <span aria-hidden={compact} className="text-ink-3">
          {compact ? "?" : words}
        </span>
      )}
    </>
  );
}

function useFlip() {
  const { desk, notices } = useDesk();
  const { t } = useTranslation("agent");
  const { t: common } = useTranslation("common");
  const words = useWords();
  const errorWords = useErrorWords();
  return async function flip(unit: Unit, status: UnitStatus): Promise<void> {
    const home = words.unit(unit);
    const before = unit.status;
    const named = (known: UnitStatus | undefined) =>
      known === undefined ? t("status.none") : common(`status.${known}`);
    const outcome = await desk.flip(unit.id, status);
    switch (outcome.kind) {
      case "done":
        return notices.show({
          text: t("status.changed", { home, status: named(status) }),
          ...(before === undefined
            ? {}
            : {
                action: {
                  label: t("status.undo"),
                  act: () => void flip({ ...unit, status }, before),
                },
              }),
        });
      case "changed":
        return notices.show({ text: t("status.stale", { home, status: named(outcome.status) }) });
      case "failed":
        return notices.show({
          text: t("status.failed", { home, reason: errorWords(outcome.error) }),
          action: { label: common("retry"), act: () => void flip(unit, status) },
        });
    }
  };
}
