import { useTranslation } from "react-i18next";
import type { Unit } from "../../../schema/catalogue.ts";
import { Button } from "../../ui/Button.tsx";
import { StatusMark } from "../../ui/StatusMark.tsx";
import { useWords } from "../../ui/words.ts";
import { HeartButton } from "../hearts/HeartButton.tsx";
import type { StageProps } from "../types.ts";

/** What a tapped home is, at the phone's lower edge. */
export function UnitSheet({
  unit,
  stage,
  onOpen,
}: {
  readonly unit: Unit;
  readonly stage: StageProps;
  readonly onOpen: () => void;
}) {
  const { t } = useTranslation("stage");
  const words = useWords();
  const facts = [
    unit.bedrooms === undefined ? undefined : words.bedrooms(unit.bedrooms),
    words.price(unit, stage.index.project),
  ].filter((fact) => fact !== undefined);
  return (
    <section className="unit-sheet" aria-label={words.unit(unit)}>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-3">
          <bdi className="font-display text-2xl leading-tight">{words.unit(unit)}</bdi>
          {unit.status !== undefined && (
            <StatusMark status={unit.status} word className="text-md" />
          )}
        </p>
        <p className="text-md text-ink-2">{facts.join(" · ")}</p>
      </div>
      {stage.hearts !== undefined && <HeartButton unit={unit} hearts={stage.hearts} />}
      <Button size="phone" onPress={onOpen} className="bg-paper">
        {t("building.open")}
      </Button>
    </section>
  );
}
