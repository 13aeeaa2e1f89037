import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Unit } from "../../../schema/catalogue/catalogue.ts";
import { Button } from "../../ui/Button.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { StatusMark } from "../../ui/StatusMark.tsx";
import { useWords } from "../../ui/text/words.ts";
import { HeartButton } from "../hearts/HeartButton.tsx";
import type { Hearts } from "../hearts/hearts.ts";
import { FactLine } from "../FactLine.tsx";
import { useSheetKeys } from "../over.ts";
import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import { floorLabel } from "../home/floorLabel.ts";
import { SecondPrice } from "../home/parts/SecondPrice.tsx";

/** The tapped home over the plan's lower edge. Not modal; a button closes it. */
export function HomeSheet({
  unit,
  index,
  hearts,
  onOpen,
  onClose,
}: {
  readonly unit: Unit;
  readonly index: ProjectIndex;
  readonly hearts: Hearts | undefined;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(["stage", "common"]);
  const words = useWords();
  const keys = useSheetKeys<HTMLElement>(onClose);
  const { project } = index;
  const label = floorLabel(unit, index, words);
  const last = index.buildings.get(unit.building)?.floors.at(-1)?.label ?? "";
  const counted = /^\d+$/.test(last) && /^\d+$/.test(label ?? "");
  const facts = [
    unit.bedrooms === undefined ? undefined : words.bedrooms(unit.bedrooms),
    unit.area === undefined ? undefined : words.areaOf(unit.area, project),
    label && (counted ? t("floor.of", { label, last }) : t("common:floor", { label })),
  ].filter((fact) => fact !== undefined);
  return (
    <section
      {...keys}
      tabIndex={-1}
      className="home-sheet outline-none"
      aria-label={words.unit(unit)}
    >
      <div className="flex flex-wrap items-center gap-x-3">
        <h2 className="min-w-0 flex-auto truncate font-display text-[min(2rem,11vw)] leading-tight">
          <bdi>{words.unit(unit)}</bdi>
        </h2>
        {unit.status !== undefined && <StatusMark status={unit.status} word className="text-lg" />}
        <IconButton label={t("floor.back")} size="phone" onPress={onClose} className="-me-3">
          <X size={20} strokeWidth={1.5} />
        </IconButton>
      </div>
      <p className="text-md text-ink-2">
        <FactLine facts={facts} />
      </p>
      <p className="mt-3 flex flex-wrap items-baseline justify-between gap-4 border-t border-line pt-3">
        <span className="font-display text-xl">{words.price(unit, project)}</span>
        {unit.price === undefined && unit.status !== "sold" && (
          <span className="text-md text-ink-2">{t("floor.askAgent")}</span>
        )}
      </p>
      <SecondPrice unit={unit} project={project} />
      <div className="mt-3 flex gap-3">
        {hearts !== undefined && <HeartButton unit={unit} hearts={hearts} />}
        <Button variant="primary" size="phone" onPress={onOpen} className="min-w-0 flex-1">
          {t("floor.openHome", { home: lowerFirst(words.unit(unit)) })}
        </Button>
      </div>
    </section>
  );
}

/** "home 15" within a sentence; a label such as "B-1204" stays. */
const lowerFirst = (name: string): string =>
  /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
