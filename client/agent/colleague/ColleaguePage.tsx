import { useEffect, useState } from "react";
import { deviceStorage, tabStorage } from "../../base/storage.ts";
import { createApi } from "../../session/api.ts";
import { useStore } from "../../session/store.ts";
import type { Theme } from "../../ui/theme.ts";
import { openAddress } from "../place.ts";
import { openSignIn } from "../signIn.ts";
import { ThemeContext } from "../themeContext.ts";
import { ColleagueDesk } from "./ColleagueDesk.tsx";
import { ColleagueDoor } from "./ColleagueDoor.tsx";
import { ColleagueOver } from "./ColleagueOver.tsx";
import type { ColleagueLink } from "./colleagueLink.ts";
import { keepColleagueVisits } from "./colleagueVisits.ts";
import { openColleagueEntrance } from "./entrance.ts";

/** What lives as long as the page of one link. */
function openPlace(link: ColleagueLink) {
  const visits = keepColleagueVisits(deviceStorage);
  const api = createApi({ token: () => visits.read(link.id)?.token });
  return {
    api,
    visits,
    entrance: openColleagueEntrance({ link, api, visits }),
    signIn: openSignIn({ storage: tabStorage, names: deviceStorage }),
    address: openAddress(window),
  };
}
export type ColleaguePlace = ReturnType<typeof openPlace>;

interface ColleaguePageProps {
  readonly theme: Theme;
  readonly link: ColleagueLink;
}

/** The page of a colleague who was invited to present: the door, the desk, and what is said at the end. */
export function ColleaguePage({ theme, link }: ColleaguePageProps) {
  const [place] = useState(() => openPlace(link));
  const { entrance } = place;
  const state = useStore(entrance.state);
  useEffect(() => void entrance.look(), [entrance]);
  return (
    <ThemeContext value={theme}>
      {state.kind === "looking" && <div className="min-h-dvh" aria-busy="true" />}
      {state.kind === "door" && <ColleagueDoor place={place} door={state} />}
      {state.kind === "in" && <ColleagueDesk id={link.id} place={place} visit={state.visit} />}
      {state.kind === "refused" && (
        <ColleagueOver over={state.refusal} presenter={state.presenter} onAgain={entrance.look} />
      )}
      {state.kind === "left" && (
        <ColleagueOver
          over="left"
          presenter={undefined}
          onAgain={link.secret === undefined ? undefined : entrance.look}
        />
      )}
    </ThemeContext>
  );
}
