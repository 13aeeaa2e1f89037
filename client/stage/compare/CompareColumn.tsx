import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { formatAnchor } from "../../../schema/presentation/anchors.ts";
import type { Unit } from "../../../schema/catalogue/catalogue.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { StatusMark } from "../../ui/StatusMark.tsx";
import { useWords } from "../../ui/text/words.ts";
import { planSize } from "../plan/planSize.ts";
import { PlanPicture } from "../plan/PlanPicture.tsx";
import type { StageProps } from "../types.ts";

const cell = (form: StageProps["form"]): string =>
  form === "desk" ? "ps-5" : "min-w-0 snap-start pe-3";

interface ColumnHeadProps extends StageProps {
  readonly unit: Unit;
  readonly onRemove: () => void;
}

/** A compared home's number and status; pressing the number opens it. */
export function CompareColumnHead({
  unit,
  form,
  canShortlist,
  onIntent,
  onRemove,
}: ColumnHeadProps) {
  const { t } = useTranslation("stage");
  const words = useWords();
  const name = words.unit(unit);
  return (
    <th
      scope="col"
      data-anchor={formatAnchor({ kind: "unit", id: unit.id })}
      className={`${cell(form)} text-start font-normal`}
    >
      <span className="flex items-center justify-between gap-1">
        <button
          type="button"
          onClick={() => onIntent({ kind: "open", view: { screen: "unit", unit: unit.id } })}
          className={`min-w-0 text-start font-display text-2xl leading-tight [overflow-wrap:anywhere] ${form === "phone" ? "min-h-(--target)" : ""} hover:underline hover:decoration-1 hover:underline-offset-4`}
        >
          <bdi dir={unit.label === undefined ? undefined : "ltr"}>{name}</bdi>
        </button>
        {canShortlist && (
          <IconButton label={t("compare.remove", { home: name })} size={form} onPress={onRemove}>
            <X size={15} strokeWidth={1.5} aria-hidden="true" />
          </IconButton>
        )}
      </span>
      {unit.status !== undefined && <StatusMark status={unit.status} word />}
    </th>
  );
}

interface PlanCellProps extends StageProps {
  readonly unit: Unit;
  readonly pixelsPerMetre: number;
}

/** Its plan at the common scale; an empty cell if the pack has none. */
export function ComparePlan({ unit, index, form, pixelsPerMetre, pointing }: PlanCellProps) {
  const layout = unit.layout === undefined ? undefined : index.layouts.get(unit.layout);
  const size = layout && planSize(layout, index);
  return (
    <td className={`${cell(form)} flex items-end py-6`}>
      {layout !== undefined && size !== undefined && (
        <div style={{ width: size.metres[0] * pixelsPerMetre }} className="max-w-full">
          <PlanPicture
            layout={layout}
            index={index}
            labels="names"
            labelPixels={form === "phone" ? 12 : 11}
            pointing={pointing}
          />
        </div>
      )}
    </td>
  );
}
