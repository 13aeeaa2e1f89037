import { useTranslation } from "react-i18next";
import { isVector } from "../../../schema/catalogue/pictures.ts";
import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import { homeFacts } from "../../stage/home/homeFacts.ts";
import { PictureImage } from "../../stage/picture/PictureImage.tsx";
import { PictureReachContext } from "../../stage/picture/loading/usePictureSource.ts";
import { planRatio } from "../../stage/plan/planSize.ts";
import { PlanPicture } from "../../stage/plan/PlanPicture.tsx";
import { useWords } from "../../ui/text/words.ts";
import type { Agent } from "../agent.ts";
import { printPage } from "../printing.ts";
import type { RecapHome } from "../recapHomes.ts";
import { HomeActions, type HomeHeart } from "./HomeActions.tsx";
import { HomeFigures, HomeTop } from "./HomeTop.tsx";
import { PaperFoot, PaperHead } from "./paper.tsx";
import { PAGE_STEPS, PaymentDates } from "./PaymentDates.tsx";
import { PlanPlace, SHEET, sheetColumns } from "./PlanPlace.tsx";

/** Plans load before they are scrolled into view, since printing needs them. */
const ALL = "999999px";

interface HomeSheetProps {
  readonly home: RecapHome;
  readonly index: ProjectIndex;
  readonly agent: Agent;
  /** `undefined`: this reader cannot like homes. */
  readonly heart: HomeHeart | undefined;
  /** The day until which the recap is kept. */
  readonly until: string;
  readonly today: string;
}

/** One home: facts, earlier and current price, actions; on paper a one-page sales offer. */
export function HomeSheet({ home, index, agent, heart, until, today }: HomeSheetProps) {
  const { unit } = home;
  const { t } = useTranslation(["stage", "recap", "common"]);
  const words = useWords();
  const facts = homeFacts(unit, { t, words, index });
  const { project } = index;
  const name = words.unit(unit);
  const layout = unit.layout === undefined ? undefined : index.layouts.get(unit.layout);
  const ratio = layout && planRatio(layout, index);
  const isLong = (project.payment?.steps.length ?? 0) > PAGE_STEPS;
  return (
    <article
      data-sheet={unit.id}
      aria-label={name}
      className={`${SHEET} ${isLong ? "recap-sheet-long" : ""}`}
    >
      <PaperHead index={index} />
      <HomeTop home={home} facts={facts} />
      <div className={sheetColumns(ratio)}>
        {layout !== undefined && ratio !== undefined && (
          <PlanPlace ratio={ratio}>
            <PictureReachContext value={ALL}>
              <PlanPicture layout={layout} index={index} labelPixels={12} />
            </PictureReachContext>
          </PlanPlace>
        )}
        <div className="min-w-0 shrink-0">
          <HomeFigures home={home} index={index} facts={facts} />
          <PaymentDates unit={unit} index={index} />
        </div>
      </div>
      <Pictures index={index} />
      <HomeActions
        name={name}
        project={words.text(project.name)}
        agent={agent}
        heart={heart}
        onPrint={() => printPage(unit.id)}
      />
      <PaperFoot agent={agent} until={until} today={today} />
    </article>
  );
}

/** The development's own pictures, loaded when they are unfolded. */
function Pictures({ index }: { readonly index: ProjectIndex }) {
  const { t } = useTranslation("recap");
  const words = useWords();
  const { gallery } = index.project;
  if (gallery.length === 0) return null;
  return (
    <details className="mt-5 print:hidden">
      <summary className="target flex w-fit cursor-pointer items-center rounded-sm text-md text-ink-2 underline decoration-line-strong underline-offset-4">
        {t("pictures")}
      </summary>
      <ul className="mt-2 grid gap-4 sm:grid-cols-2">
        {gallery.map(({ id, name, picture }) => (
          <li key={id}>
            <PictureImage
              picture={picture}
              alt={name === undefined ? "" : words.text(name)}
              className={`aspect-[3/2] w-full rounded-xs ${isVector(picture.src) ? "object-contain" : "object-cover"}`}
            />
          </li>
        ))}
      </ul>
    </details>
  );
}
