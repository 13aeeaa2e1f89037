import { withoutBase } from "../../base/basePath.ts";
import { browserClock } from "../../base/clock.ts";
import { browserPage } from "../../base/pageSignals.ts";
import { deviceStorage } from "../../base/storage.ts";
import { keepEarlierJoins } from "../../join/earlierJoins.ts";
import { readInvitation, type Invitation } from "../../join/link.ts";
import type { RatesApi } from "../../ui/text/useRates.ts";
import { currentEarlyRecap } from "../early/earlyRecap.ts";
import { createRecapApi } from "./recapApi.ts";
import { openRecapFlow, type RecapFlow } from "./recapFlow.ts";

/** A recap in this browser. */
export interface RecapHere {
  /** The same for the same link. */
  readonly key: string;
  readonly flow: RecapFlow;
  readonly api: RatesApi;
}

export const keyOf = (invitation: Invitation | undefined): string =>
  `${invitation?.id}#${invitation?.secret}`;

export function openRecapHere(
  invitation = readInvitation(withoutBase(location.pathname), location.hash, "r"),
): RecapHere {
  const api = createRecapApi(currentEarlyRecap());
  const flow = openRecapFlow({
    invitation,
    api,
    earlierJoins: keepEarlierJoins(deviceStorage),
    storage: deviceStorage,
    clock: browserClock,
    page: browserPage,
  });
  return { key: keyOf(invitation), flow, api };
}
