import { useMemo } from "react";
import { indexProject } from "../../../schema/projectIndex.ts";
import { serverTime } from "../../base/clock.ts";
import { useStore } from "../../base/react/useStore.ts";
import { DeskPage } from "../DeskPage.tsx";
import { likesInSight } from "../desk/likes.ts";
import { NotLoaded } from "../parts/NotLoaded.tsx";
import { useDesk, type DeskServices } from "../useDesk.ts";
import { useLoaded } from "../parts/useLoaded.ts";
import type { ColleagueServices } from "./colleagueServices.ts";
import type { ColleagueVisit } from "./keptColleagueVisit.ts";
import { colleagueApi, colleagueMemory } from "./deskOf.ts";

interface ColleagueDeskProps {
  /** Of the presentation. */
  readonly id: string;
  readonly services: ColleagueServices;
  readonly visit: ColleagueVisit;
}

/** The same desk as the agent's, without what is only the agent's. */
export function ColleagueDesk({ id, services, visit }: ColleagueDeskProps) {
  const { project, name, presenter } = visit;
  const loaded = useLoaded(services.api, async (api) => indexProject(await api.project(project)));
  const isAgent = useStore(services.signIn.state).kind === "in";
  const deskPlace = useMemo(
    () => deskServicesOf(id, services, { name, presenter }, isAgent),
    [id, services, name, presenter, isAgent],
  );
  const opened = useDesk(loaded.value, deskPlace);
  if (loaded.error !== undefined) {
    return <NotLoaded error={loaded.error} onRetry={loaded.retry} />;
  }
  if (opened === undefined) return <div className="min-h-dvh" aria-busy="true" />;
  return (
    <DeskPage
      desk={opened.desk}
      api={services.api}
      notices={opened.notices}
      onAllProjects={undefined}
      onSignOut={undefined}
    />
  );
}

function deskServicesOf(
  id: string,
  { api, visits, joinFlow, signIn, address }: ColleagueServices,
  { name, presenter }: Pick<ColleagueVisit, "name" | "presenter">,
  isAgent: boolean,
): DeskServices {
  return {
    holder: { kind: "colleague", name, presenter, isAgent, leave: joinFlow.leave },
    api: colleagueApi({ id, api, asAgent: isAgent ? signIn.api : undefined, visits }),
    listLikes: likesInSight(serverTime.now),
    address,
    memory: colleagueMemory(id, visits),
    onOver: joinFlow.refuse,
  };
}
