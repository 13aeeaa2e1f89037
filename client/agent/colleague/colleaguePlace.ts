import { deviceStorage, tabStorage } from "../../base/storage.ts";
import { createApi } from "../../session/api.ts";
import { openAddress } from "../desk/address.ts";
import { openSignIn } from "../signIn/signIn.ts";
import type { ColleagueLink } from "./colleagueLink.ts";
import { keepColleagueVisits } from "./colleagueVisits.ts";
import { openColleagueEntrance } from "./entrance.ts";

/** What lives as long as the page of one link. */
export function openColleaguePlace(link: ColleagueLink) {
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

export type ColleaguePlace = ReturnType<typeof openColleaguePlace>;
