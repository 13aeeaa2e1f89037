import { deviceStorage, tabStorage } from "../../base/storage.ts";
import { createApi } from "../../session/api.ts";
import { openAddressBar } from "../desk/address.ts";
import { openSignIn } from "../signIn/signIn.ts";
import type { ColleagueLink } from "./colleagueLink.ts";
import { keepColleagueVisits } from "./keptColleagueVisit.ts";
import { openColleagueJoinFlow } from "./colleagueJoinFlow.ts";

/** The services of a colleague's page, for one link. */
export function openColleagueServices(link: ColleagueLink) {
  const visits = keepColleagueVisits(deviceStorage);
  const api = createApi({ token: () => visits.read(link.id)?.token });
  return {
    api,
    visits,
    joinFlow: openColleagueJoinFlow({ link, api, visits }),
    signIn: openSignIn({ storage: tabStorage, names: deviceStorage }),
    address: openAddressBar(window),
  };
}

export type ColleagueServices = ReturnType<typeof openColleagueServices>;
