import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { formatAnchor } from "../../../schema/presentation/anchors.ts";
import type { Plan } from "../../../schema/catalogue/catalogue.ts";
import { matches } from "../../../schema/presentation/filters.ts";
import { StatusMark } from "../../ui/StatusMark.tsx";
import { useWords } from "../../ui/text/words.ts";
import { Outlines, type OutlinedThing } from "../picture/Outlines.tsx";
import { PictureView } from "../picture/PictureView.tsx";
import { boundsOf } from "../picture/outline.ts";
import { revealInPicture } from "../picture/camera/reveal.ts";
import { isGrounded } from "../building/parts.ts";
import type { StageProps } from "../types.ts";
import type { FloorScene } from "./floorScene.ts";
import { MiniMap } from "./MiniMap.tsx";

export interface FloorPlanProps {
  readonly stage: StageProps;
  readonly scene: FloorScene;
  readonly chosen: string | undefined;
  readonly onPress: (unit: string) => void;
}

/** The floor's plan with its homes. In dark themes a plan without a dark version keeps a white sheet. */
export function FloorPlan({ stage, scene, chosen, onPress }: FloorPlanProps) {
  const { t } = useTranslation("stage");
  const words = useWords();
  const plan = stage.index.plans.get(scene.floor.plan ?? "");
  const things = useThings(plan, { stage, scene, chosen, onPress });
  const sheet = useRef<HTMLDivElement>(null);
  const picture = plan?.picture;
  useEffect(() => {
    const home = things.find((thing) => thing.chosen)?.outline;
    const surface = sheet.current?.querySelector("[data-surface]");
    if (home === undefined || picture === undefined || !surface) return;
    const [width, height] = picture.size;
    const box = boundsOf(home);
    const part = {
      x: box.x / width,
      y: box.y / height,
      width: box.width / width,
      height: box.height / height,
    };
    revealInPicture(surface, { part, closer: true });
  }, [things, picture]);
  if (plan === undefined || picture === undefined) return undefined;
  return (
    <div
      ref={sheet}
      className="floor-sheet"
      data-theme={picture.srcDark === undefined ? "light" : undefined}
    >
      <PictureView
        key={plan.id}
        anchor={`plan:${plan.id}`}
        picture={picture}
        size={picture.size}
        label={
          isGrounded(scene.building.id, stage.index)
            ? words.building(scene.building)
            : t("floor.plan", { label: scene.floor.label })
        }
        stage={stage}
        className="floor-viewport"
        controls={stage.form === "desk"}
        overlay={<MiniMap size={picture.size} things={things} />}
      >
        <Outlines size={picture.size} things={things} tone="plan" onOpen={onPress} />
      </PictureView>
    </div>
  );
}

function useThings(
  plan: Plan | undefined,
  { stage, scene, chosen }: FloorPlanProps,
): readonly OutlinedThing[] {
  const { t } = useTranslation("common");
  const words = useWords();
  const { filters } = stage.state;
  return useMemo(
    () =>
      (plan?.units ?? []).flatMap(({ position, outline }) => {
        const here = scene.units.filter((candidate) => candidate.position === position);
        // A duplex whose entrance is on the floor below is drawn only where no home of this floor stands.
        const unit = here.find(({ floor }) => floor === scene.floor.number) ?? here[0];
        if (unit === undefined) return [];
        const status = unit.status === undefined ? "" : `, ${t(`status.${unit.status}`)}`;
        return [
          {
            id: unit.id,
            anchor: formatAnchor({ kind: "unit", id: unit.id }),
            outline,
            name: words.unit(unit) + status,
            chosen: unit.id === chosen,
            out: !matches(unit, filters),
            label: (
              <>
                {unit.status !== undefined && <StatusMark status={unit.status} />}
                <bdi dir="ltr">{unit.number}</bdi>
              </>
            ),
          },
        ];
      }),
    [plan, scene, chosen, filters, t, words],
  );
}
