import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { indexProject } from "../../../schema/projectIndex.ts";
import { browserClock } from "../../session/clock.ts";
import { browserPage } from "../../session/page.ts";
import { useStore } from "../../session/store.ts";
import { Button } from "../../ui/Button.tsx";
import { DeskPage } from "../DeskPage.tsx";
import { likesInSight } from "../likes.ts";
import { useDesk, type DeskPlace } from "../useDesk.ts";
import { useErrorWords } from "../useErrorWords.ts";
import { useLoaded } from "../useLoaded.ts";
import type { ColleaguePlace } from "./ColleaguePage.tsx";
import type { ColleagueVisit } from "./colleagueVisits.ts";
import { colleagueApi, colleagueMemory } from "./deskOf.ts";
import { watchExpiry } from "./expiry.ts";

interface ColleagueDeskProps {
  /** Of the presentation. */
  readonly id: string;
  readonly place: ColleaguePlace;
  readonly visit: ColleagueVisit;
}

/** The same desk as the agent's, without what is only the agent's. */
export function ColleagueDesk({ id, place, visit }: ColleagueDeskProps) {
  const { t } = useTranslation("common");
  const errorWords = useErrorWords();
  const { project, name, presenter } = visit;
  const loaded = useLoaded(place.api, async (api) => indexProject(await api.project(project)));
  const isAgent = useStore(place.signIn.state).kind === "in";
  const deskPlace = useMemo(
    () => deskPlaceOf(id, place, { name, presenter }, isAgent),
    [id, place, name, presenter, isAgent],
  );
  const opened = useDesk(loaded.value, deskPlace);
  const presenting = opened?.desk.presenting;
  useEffect(() => {
    if (presenting === undefined) return undefined;
    return watchExpiry({ id, api: place.api, presenting, clock: browserClock, page: browserPage });
  }, [id, place, presenting]);
  if (loaded.error !== undefined) {
    return (
      <main className="flex min-h-dvh flex-col items-start justify-center gap-6 px-[12vw]">
        <p role="alert" className="max-w-[34rem] text-lg">
          {errorWords(loaded.error)}
        </p>
        <Button variant="primary" onPress={loaded.retry}>
          {t("retry")}
        </Button>
      </main>
    );
  }
  if (opened === undefined) return <div className="min-h-dvh" aria-busy="true" />;
  return (
    <DeskPage
      desk={opened.desk}
      api={place.api}
      notices={opened.notices}
      onAllProjects={undefined}
      onSignOut={undefined}
    />
  );
}

function deskPlaceOf(
  id: string,
  { api, visits, entrance, signIn, address }: ColleaguePlace,
  { name, presenter }: Pick<ColleagueVisit, "name" | "presenter">,
  isAgent: boolean,
): DeskPlace {
  return {
    holder: { kind: "colleague", name, presenter, isAgent, leave: entrance.leave },
    api: colleagueApi({ id, api, asAgent: isAgent ? signIn.api : undefined, visits }),
    listLikes: likesInSight(() => Date.now()),
    address,
    memory: colleagueMemory(id, visits),
    onOver: entrance.refuse,
  };
}
