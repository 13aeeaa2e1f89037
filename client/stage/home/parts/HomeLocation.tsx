import { useTranslation } from "react-i18next";
import { formatAnchor } from "../../../../schema/presentation/anchors.ts";
import { locationPlan } from "../../../../schema/presentation/shownPicture.ts";
import type { Unit } from "../../../../schema/catalogue/catalogue.ts";
import { Button } from "../../../ui/Button.tsx";
import { useWords } from "../../../ui/text/words.ts";
import { PictureImage } from "../../picture/PictureImage.tsx";
import { pathOf } from "../../geometry.ts";
import type { StageProps } from "../../types.ts";

/** The home's building on the first masterplan that shows it. */
export function HomeLocation({
  unit,
  index,
  form,
  onIntent,
}: StageProps & { readonly unit: Unit }) {
  const { t } = useTranslation("stage");
  const words = useWords();
  const { location } = index.project;
  const plan = locationPlan(unit, index);
  const building = index.buildings.get(unit.building);
  const outline = plan?.buildings.find((placed) => placed.building === unit.building)?.outline;
  return (
    <div className="flex flex-col gap-4">
      {plan?.picture !== undefined && (
        <div
          className="relative overflow-hidden rounded-xs"
          data-anchor={formatAnchor({ kind: "masterplan", id: plan.id })}
          data-surface=""
        >
          <PictureImage picture={plan.picture} alt="" className="h-auto w-full" />
          {outline !== undefined && (
            <svg
              viewBox={`0 0 ${plan.picture.size[0]} ${plan.picture.size[1]}`}
              aria-hidden="true"
              className="absolute inset-0 size-full"
              fill="none"
            >
              <path
                d={pathOf(outline)}
                stroke="var(--image-keyline)"
                strokeWidth={5}
                vectorEffect="non-scaling-stroke"
              />
              <path
                d={pathOf(outline)}
                stroke="var(--on-image)"
                strokeWidth={2.5}
                vectorEffect="non-scaling-stroke"
              />
            </svg>
          )}
        </div>
      )}
      <div>
        <p className={`font-display ${form === "phone" ? "text-2xl" : "text-xl"}`}>
          {building === undefined ? unit.building : words.building(building)}
        </p>
        {location !== undefined && (
          <p className={`text-ink-2 ${form === "phone" ? "text-lg" : ""}`}>
            {words.text(location)}
          </p>
        )}
      </div>
      {plan !== undefined && (
        <Button
          size={form}
          onPress={() =>
            onIntent({ kind: "open", view: { screen: "masterplan", masterplan: plan.id } })
          }
        >
          {t("home.openMasterplan")}
        </Button>
      )}
    </div>
  );
}
