import { Eye, Heart } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Unit } from "../../../schema/catalogue/catalogue.ts";
import { isHome } from "../../../schema/values/unitKinds.ts";
import { matches } from "../../../schema/presentation/filters.ts";
import { StatusMark } from "../../ui/StatusMark.tsx";
import { shownPrice } from "../../../schema/catalogue/shownPrice.ts";
import { useWords } from "../../ui/text/words.ts";
import { groupUnits, type UnitGroup } from "../building/parts.ts";
import { useJustChanged } from "../building/board/useJustChanged.ts";
import { FactLine } from "../FactLine.tsx";
import { SecondLine, SecondNote } from "../home/parts/SecondPrice.tsx";
import { HiddenUnitMark } from "../hearts/HiddenUnitMark.tsx";
import { LongList } from "../LongList.tsx";
import type { StageProps } from "../types.ts";

const ROW_PIXELS = 48;
/** Longest name that leaves room for facts and a price in its line. */
const LONG_NAME = 10;

export interface UnitSectionsProps {
  readonly stage: StageProps;
  readonly units: readonly Unit[];
  /** Heading of the homes, if nothing else is listed. */
  readonly title?: string | undefined;
  readonly selected?: string | undefined;
  readonly onPress: (unit: string) => void;
}

/** Units as rows, with a heading for each kind and phase if there are several. */
export function UnitSections({ stage, units, title, selected, onPress }: UnitSectionsProps) {
  const groups = groupUnits(units);
  const { changed, shown } = useJustChanged(units);
  const { project } = stage.index;
  const isPriced = units.some((unit) => shownPrice(unit) !== undefined);
  const [only] = groups;
  const isPlain =
    groups.length === 1 && only !== undefined && isHome(only) && only.phase === undefined;
  return groups.map((group, at) => (
    <section key={group.key} className="unit-section">
      {isPlain ? title !== undefined && <h2>{title}</h2> : <GroupHead group={group} />}
      {at === 0 && isPriced && <SecondNote project={project} className="unit-rates" />}
      <LongList
        items={group.units}
        itemPixels={ROW_PIXELS}
        before={groups.slice(0, at).reduce((sum, { units: own }) => sum + own.length, 0)}
        pointing={stage.pointing}
        renderItem={(unit) => (
          <UnitRow
            unit={unit}
            stage={stage}
            isSelected={unit.id === selected}
            isChanged={changed.has(unit.id)}
            onPress={() => onPress(unit.id)}
            onChangeShown={() => shown(unit.id)}
          />
        )}
      />
    </section>
  ));
}

function GroupHead({ group: { kind, phase, units } }: { readonly group: UnitGroup }) {
  const { t } = useTranslation("common");
  const words = useWords();
  const name = kind === undefined ? t("kinds.apartment") : t(`kinds.${kind}`);
  return (
    <h2>
      <FactLine
        facts={[name, phase, words.number(units.length)].filter((fact) => fact !== undefined)}
      />
    </h2>
  );
}

interface UnitRowProps {
  readonly unit: Unit;
  readonly stage: StageProps;
  readonly isSelected: boolean;
  readonly isChanged: boolean;
  readonly onPress: () => void;
  readonly onChangeShown: () => void;
}

function UnitRow({ unit, stage, isSelected, isChanged, onPress, onChangeShown }: UnitRowProps) {
  const { t } = useTranslation(["stage", "common"]);
  const words = useWords();
  const { project } = stage.index;
  const facts = [
    unit.bedrooms === undefined ? undefined : words.bedroomsShort(unit.bedrooms),
    unit.area === undefined ? undefined : words.areaOf(unit.area, project),
  ].filter((fact) => fact !== undefined);
  const isOut = isHome(unit) && !matches(unit, stage.state.filters);
  return (
    <button
      type="button"
      className="home-row"
      data-anchor={`unit:${unit.id}`}
      aria-current={isSelected ? true : undefined}
      data-out={isOut ? "" : undefined}
      data-changed={isChanged ? "" : undefined}
      data-long={words.unitShort(unit).length > LONG_NAME ? "" : undefined}
      onClick={onPress}
      onAnimationEnd={onChangeShown}
    >
      {unit.status !== undefined && (
        <>
          <StatusMark status={unit.status} />
          <span className="sr-only">{t(`common:status.${unit.status}`)}</span>
        </>
      )}
      <bdi dir="ltr" className="home-row-number font-display">
        {words.unitShort(unit)}
      </bdi>
      <span className="home-row-facts">
        <FactLine facts={facts} />
      </span>
      <HiddenUnitMark unit={unit} />
      <Signs unit={unit} stage={stage} />
      {(unit.status === "sold" || unit.price !== undefined) && (
        <span className={`ms-auto shrink-0 text-end ${unit.status === "sold" ? "text-ink-3" : ""}`}>
          {isChanged && unit.status !== undefined
            ? t(`building.justNow.${unit.status}`)
            : words.price(unit, project)}
          {!isChanged && <SecondLine minor={shownPrice(unit)} project={project} />}
        </span>
      )}
    </button>
  );
}

/** Signs for the agent: likes and current viewers. */
function Signs({ unit, stage }: Pick<UnitRowProps, "unit" | "stage">) {
  const { t } = useTranslation("stage");
  const isLiked = stage.likes?.has(unit.id) === true;
  const isWatched = stage.watched?.has(unit.id) === true;
  if (!isLiked && !isWatched) return null;
  const says = [isLiked && t("hearts.cell"), isWatched && t("building.watched")].filter(Boolean);
  return (
    <span className="home-row-signs">
      {isLiked && <Heart size={14} strokeWidth={1.5} fill="currentColor" aria-hidden="true" />}
      {isWatched && <Eye className="board-eye" size={15} strokeWidth={1.5} aria-hidden="true" />}
      <span className="sr-only">{says.join(", ")}</span>
    </span>
  );
}
