import { Play, Printer } from "lucide-react";
import {
  Suspense,
  useDeferredValue,
  useEffect,
  useState,
  useTransition,
  type ComponentProps,
  type ComponentType,
} from "react";
import { getI18n, useTranslation } from "react-i18next";
import type { ProjectIndex } from "../../schema/catalogue/projectIndex.ts";
import { isVector } from "../../schema/catalogue/pictures.ts";
import { serverTime } from "../base/clock.ts";
import { sparesData, whenIdle } from "../base/whenIdle.ts";
import { BrandLogo } from "../ui/brand/BrandLogo.tsx";
import { LanguageSwitch } from "../buyer/door/LanguageSwitch.tsx";
import { PictureImage } from "../stage/picture/PictureImage.tsx";
import { loadedPart } from "../ui/parts/loadedPart.tsx";
import { Part } from "../ui/parts/Part.tsx";
import { PlainButton } from "../ui/PlainButton.tsx";
import { CurrencyChoice } from "../ui/CurrencyChoice.tsx";
import { addWords } from "../ui/text/i18n.ts";
import { inSentence } from "../ui/text/inSentence.ts";
import { useWords } from "../ui/text/words.ts";
import type { ReplayDialog } from "../replay/ReplayDialog.tsx";
import type { OpenRecap, RecapFlow, ReplaySource } from "./flow/recapFlow.ts";
import { recapGroups, type RecapGroup } from "./recapHomes.ts";
import { usePaper, waitingPrint } from "./printing.ts";
import { agentOf } from "./agent.ts";
import { BriefHome } from "./home/BriefHome.tsx";
import { ReasonSection } from "./home/ReasonSection.tsx";
import { NextAppointment } from "./NextAppointment.tsx";
import { useDay } from "./useDay.ts";
import "./recap.css";

type LoadedReplay = ComponentType<Omit<ComponentProps<typeof ReplayDialog>, keyof ReplaySource>>;

const loadReplay = () =>
  Promise.all([import("../replay/ReplayDialog.tsx"), import("../ui/locales/en/replay.json")]);

/** Loads the replay's code while the page is idle, so that a press waits for its data alone. */
function prefetchReplay(): void {
  if (sparesData(navigator)) return;
  whenIdle(() => void loadReplay().catch(() => undefined));
}

/** The replay. Its data is loaded when it is opened, because few readers open it. */
const replayOf = (flow: RecapFlow): LoadedReplay =>
  loadedPart<ComponentProps<LoadedReplay>>(async () => {
    const [[{ ReplayDialog: Loaded }, words], source] = await Promise.all([
      loadReplay(),
      flow.readReplay(),
    ]);
    await addWords(getI18n(), "replay", words.default);
    return (props) => <Loaded {...props} {...source} />;
  });

const WholeRecap = loadedPart(async () => (await import("./whole/WholeRecap.tsx")).WholeRecap);

interface BeginningProps {
  readonly groups: readonly RecapGroup[];
  readonly index: ProjectIndex;
}

/** The homes on a phone's first screen: the first one, in brief. */
function Beginning({ groups: [group], index }: BeginningProps) {
  const home = group?.homes[0];
  if (group === undefined || home === undefined) return null;
  return (
    <ReasonSection reason={group.reason}>
      <BriefHome home={home} index={index} />
    </ReasonSection>
  );
}

/** A recap on a phone, a desk, or paper, where each home is a sales offer on its own page. */
export function RecapView({ flow, ...opened }: OpenRecap & { readonly flow: RecapFlow }) {
  const { recap, index } = opened;
  const { t } = useTranslation(["recap", "common"]);
  const words = useWords();
  const day = useDay();
  const [openedAtMs] = useState(serverTime.now);
  const [replay, setReplay] = useState<{ readonly of: string; readonly Dialog: LoadedReplay }>();
  const [isReplaying, setReplaying] = useState(false);
  const [isLoading, startLoading] = useTransition();
  const isPrinting = usePaper();
  const groups = recapGroups(recap, index);
  const { token } = recap;
  const isLater = useDeferredValue(true, false);
  const [brochure] = useState(waitingPrint);
  const [onDrawn] = useState(() => () => {
    brochure.ready();
    prefetchReplay();
  });
  const { project } = index;
  const name = words.text(project.name);
  const agent = agentOf(recap.presenter, inSentence(t("common:yourAgent"), words.language));
  const { presenter } = agent;
  const openReplay = () => {
    if (replay?.of !== token) setReplay({ of: token, Dialog: replayOf(flow) });
    setReplaying(true);
  };
  useEffect(() => {
    document.title = name;
  }, [name]);
  return (
    <main className="recap mx-auto w-full max-w-5xl bg-ground px-[max(min(1.25rem,6vw),env(safe-area-inset-left))] pb-12">
      <header className="print:hidden">
        {project.hero !== undefined && (
          <PictureImage
            picture={project.hero}
            alt=""
            className={`aspect-[16/9] max-h-[38dvh] w-full object-bottom sm:aspect-[3/1] ${isVector(project.hero.src) ? "object-contain" : "object-cover"}`}
          />
        )}
        <div className="mt-6 empty:hidden">
          <BrandLogo />
        </div>
        <h1 className="mt-6 font-display text-3xl leading-tight text-balance">{name}</h1>
        <p className="mt-2 max-w-[34rem] text-lg text-pretty text-ink-2">
          {t("lead", { presenter, date: day(recap.createdAt) })}
        </p>
        <div className="mt-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          {groups.length > 0 && (
            <PlainButton className="min-h-(--target)" onClick={brochure.print}>
              <Printer aria-hidden="true" className="size-4.5" strokeWidth={1.5} />
              {t("brochure")}
            </PlainButton>
          )}
          <PlainButton
            busy={isLoading}
            className="min-h-(--target)"
            onClick={() => startLoading(openReplay)}
          >
            <Play aria-hidden="true" className="size-4.5" strokeWidth={1.5} />
            {t("replay")}
          </PlainButton>
          <LanguageSwitch />
          {groups.length > 0 && <CurrencyChoice />}
        </div>
        {recap.appointment !== undefined && (
          <NextAppointment
            appointment={recap.appointment}
            presentation={flow.id}
            project={name}
            presenter={presenter}
          />
        )}
      </header>
      {groups.length === 0 && <p className="mt-10 text-lg text-ink-2">{t("empty")}</p>}
      {isLater || isPrinting ? (
        <Part>
          <Suspense fallback={<Beginning groups={groups} index={index} />}>
            <WholeRecap
              opened={opened}
              flow={flow}
              groups={groups}
              agent={agent}
              openedAtMs={openedAtMs}
              onDrawn={onDrawn}
            />
          </Suspense>
        </Part>
      ) : (
        <Beginning groups={groups} index={index} />
      )}
      {isReplaying && replay !== undefined && (
        <Part look="over" onClose={() => setReplaying(false)}>
          <replay.Dialog
            unitsThen={recap.unitsThen}
            until={openedAtMs}
            reader={recap.reader}
            createdAt={recap.createdAt}
            onClose={() => setReplaying(false)}
          />
        </Part>
      )}
    </main>
  );
}
