import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Unit } from "../../../schema/catalogue/catalogue.ts";
import { Button } from "../../ui/Button.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { StatusMark } from "../../ui/StatusMark.tsx";
import { useWords } from "../../ui/text/words.ts";
import { HeartButton } from "../hearts/HeartButton.tsx";
import { SecondPrice } from "../home/parts/SecondPrice.tsx";
import { useSheetKeys } from "../over.ts";
import { FactLine } from "../FactLine.tsx";
import type { StageProps } from "../types.ts";

/** Facts of a tapped home, at the phone's lower edge. */
export function UnitSheet({
  unit,
  stage,
  onOpen,
  onClose,
}: {
  readonly unit: Unit;
  readonly stage: StageProps;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation("stage");
  const words = useWords();
  const keys = useSheetKeys<HTMLElement>(onClose);
  const facts = [
    unit.bedrooms === undefined ? undefined : words.bedrooms(unit.bedrooms),
    words.price(unit, stage.index.project),
  ].filter((fact) => fact !== undefined);
  return (
    <section
      {...keys}
      tabIndex={-1}
      className="unit-sheet outline-none"
      aria-label={words.unit(unit)}
    >
      <div className="min-w-0 flex-[1_1_9rem]">
        <p className="flex flex-wrap items-center gap-x-3">
          <bdi className="font-display text-2xl leading-tight">{words.unit(unit)}</bdi>
          {unit.status !== undefined && (
            <StatusMark status={unit.status} word className="text-md" />
          )}
        </p>
        <p className="text-md text-ink-2">
          <FactLine facts={facts} />
        </p>
        <SecondPrice unit={unit} project={stage.index.project} />
      </div>
      <IconButton
        label={t("building.back")}
        size="phone"
        onPress={onClose}
        className="-me-3 self-start sm:landscape:order-last"
      >
        <X size={20} strokeWidth={1.5} />
      </IconButton>
      <div className="flex basis-full gap-3 sm:landscape:basis-auto">
        {stage.hearts !== undefined && <HeartButton unit={unit} hearts={stage.hearts} />}
        <Button size="phone" onPress={onOpen} className="min-w-0 flex-1 bg-paper">
          {t("building.open")}
        </Button>
      </div>
    </section>
  );
}
