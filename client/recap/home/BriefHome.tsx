import { useTranslation } from "react-i18next";
import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import { homeFacts } from "../../stage/home/homeFacts.ts";
import { planRatio } from "../../stage/plan/planSize.ts";
import { useWords } from "../../ui/text/words.ts";
import type { RecapHome } from "../recapHomes.ts";
import { HomeFigures, HomeTop } from "./HomeTop.tsx";
import { PlanPlace, SHEET, sheetColumns } from "./PlanPlace.tsx";

interface BriefHomeProps {
  readonly home: RecapHome;
  readonly index: ProjectIndex;
}

/** The part of a home that a first screen shows, in the layout of the whole home. */
export function BriefHome({ home, index }: BriefHomeProps) {
  const { unit } = home;
  const { t } = useTranslation(["stage", "common"]);
  const words = useWords();
  const facts = homeFacts(unit, { t, words, index });
  const layout = unit.layout === undefined ? undefined : index.layouts.get(unit.layout);
  const ratio = layout && planRatio(layout, index);
  return (
    <article aria-label={words.unit(unit)} className={SHEET}>
      <HomeTop home={home} facts={facts} />
      <div className={sheetColumns(ratio)}>
        {ratio !== undefined && <PlanPlace ratio={ratio} />}
        <div className="min-w-0 shrink-0">
          <HomeFigures home={home} index={index} facts={facts} />
        </div>
      </div>
    </article>
  );
}
