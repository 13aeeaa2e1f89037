import { useState } from "react";
import { indexProject, type ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import { serverTime } from "../../base/clock.ts";
import { useStore } from "../../base/react/useStore.ts";
import { DeskPage } from "../DeskPage.tsx";
import { likesInSight } from "../desk/buyers/likes.ts";
import { NotLoaded } from "../parts/NotLoaded.tsx";
import { useOpenedDesk, type DeskServices } from "../useOpenedDesk.ts";
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

/** The agent's desk without the functions reserved to the agent. Reopened when the colleague signs in as an agent. */
export function ColleagueDesk(props: ColleagueDeskProps) {
  const { services, visit } = props;
  const { project, name, presenter } = visit;
  const loaded = useLoaded(services.api, async (api) => indexProject(await api.project(project)));
  const isAgent = useStore(services.signIn.state).kind === "in";
  if (loaded.error !== undefined) {
    return <NotLoaded error={loaded.error} onRetry={loaded.retry} />;
  }
  return (
    <DeskAs
      key={JSON.stringify([isAgent, name, presenter])}
      {...props}
      index={loaded.value}
      isAgent={isAgent}
    />
  );
}

interface DeskAsProps extends ColleagueDeskProps {
  readonly index: ProjectIndex | undefined;
  readonly isAgent: boolean;
}

function DeskAs({ id, services, visit, index, isAgent }: DeskAsProps) {
  const [deskServices] = useState(() => deskServicesOf(id, services, visit, isAgent));
  const opened = useOpenedDesk(index, deskServices);
  if (opened === undefined) return <div className="min-h-dvh" aria-busy="true" />;
  return (
    <DeskPage opened={opened} api={services.api} onAllProjects={undefined} onSignOut={undefined} />
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
