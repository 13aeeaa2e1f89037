import { useEffect, useState } from "react";
import { useStore } from "../../base/react/useStore.ts";
import type { Theme } from "../../ui/theme.ts";
import { ThemeContext } from "../parts/menus/themeContext.ts";
import { ColleagueDesk } from "./ColleagueDesk.tsx";
import { ColleagueDoor } from "./ColleagueDoor.tsx";
import { ColleagueOver } from "./ColleagueOver.tsx";
import type { ColleagueLink } from "./colleagueLink.ts";
import { openColleagueServices } from "./colleagueServices.ts";

interface ColleaguePageProps {
  readonly theme: Theme;
  readonly link: ColleagueLink;
}

/** The page of an invited colleague: join form, desk, and closing message. */
export function ColleaguePage({ theme, link }: ColleaguePageProps) {
  const [services] = useState(() => openColleagueServices(link));
  const { joinFlow } = services;
  const state = useStore(joinFlow.state);
  useEffect(() => void joinFlow.look(), [joinFlow]);
  return (
    <ThemeContext value={theme}>
      {state.kind === "looking" && <div className="min-h-dvh" aria-busy="true" />}
      {state.kind === "door" && <ColleagueDoor services={services} door={state} />}
      {state.kind === "in" && (
        <ColleagueDesk id={link.id} services={services} visit={state.visit} />
      )}
      {state.kind === "refused" && (
        <ColleagueOver over={state.refusal} presenter={state.presenter} onAgain={joinFlow.look} />
      )}
      {state.kind === "left" && (
        <ColleagueOver
          over="left"
          presenter={undefined}
          onAgain={link.secret === undefined ? undefined : joinFlow.look}
        />
      )}
    </ThemeContext>
  );
}
