import { useMemo } from "react";
import { indexProject } from "../../../schema/projectIndex.ts";
import { serverTime } from "../../base/clock.ts";
import { useStore } from "../../base/react/useStore.ts";
import { DeskPage } from "../DeskPage.tsx";
import { likesInSight } from "../desk/likes.ts";
import { NotLoaded } from "../parts/NotLoaded.tsx";
import { useDesk, type DeskPlace } from "../useDesk.ts";
import { useLoaded } from "../parts/useLoaded.ts";
import type { ColleaguePlace } from "./colleaguePlace.ts";
import type { ColleagueVisit } from "./colleagueVisits.ts";
import { colleagueApi, colleagueMemory } from "./deskOf.ts";

interface ColleagueDeskProps {
  /** Of the presentation. */
  readonly id: string;
  readonly place: ColleaguePlace;
  readonly visit: ColleagueVisit;
}

/** The same desk as the agent's, without what is only the agent's. */
export function ColleagueDesk({ id, place, visit }: ColleagueDeskProps) {
  const { project, name, presenter } = visit;
  const loaded = useLoaded(place.api, async (api) => indexProject(await api.project(project)));
  const isAgent = useStore(place.signIn.state).kind === "in";
  const deskPlace = useMemo(
    () => deskPlaceOf(id, place, { name, presenter }, isAgent),
    [id, place, name, presenter, isAgent],
  );
  const opened = useDesk(loaded.value, deskPlace);
  if (loaded.error !== undefined) {
    return <NotLoaded error={loaded.error} onRetry={loaded.retry} />;
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
    listLikes: likesInSight(serverTime.now),
    address,
    memory: colleagueMemory(id, visits),
    onOver: entrance.refuse,
  };
}
