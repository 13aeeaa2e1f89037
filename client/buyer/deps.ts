import { deviceStorage, tabStorage, type KeyValueStorage } from "../base/storage.ts";
import { browserClock, type Clock } from "../base/clock.ts";
import { browserPage, type PageSignals } from "../base/pageSignals.ts";
import type { Theme } from "../ui/theme.ts";
import { createBuyerApi, type BuyerApi } from "./buyerApi.ts";
import { currentEarlyJoin, type EarlyJoin } from "./door/early/earlyJoin.ts";
import { keepLiked, type LikedMemory } from "./door/liked.ts";
import { keepEarlierJoins, type EarlierJoins } from "../join/earlierJoins.ts";
import { keepVisits, type Visits } from "../join/keptVisit.ts";

/** The services of a buyer's page. */
export interface BuyerDeps {
  readonly api: BuyerApi;
  readonly visits: Visits;
  readonly earlierJoins: EarlierJoins;
  readonly liked: LikedMemory;
  /** Of this tab. */
  readonly storage: KeyValueStorage;
  readonly clock: Clock;
  readonly page: PageSignals;
  readonly theme: Theme;
  readonly earlyJoin: EarlyJoin;
}

export const browserDeps = (theme: Theme, earlyJoin = currentEarlyJoin()): BuyerDeps => ({
  earlyJoin,
  api: createBuyerApi(earlyJoin.fetch),
  visits: keepVisits(tabStorage),
  earlierJoins: keepEarlierJoins(deviceStorage),
  liked: keepLiked(tabStorage),
  storage: tabStorage,
  clock: browserClock,
  page: browserPage,
  theme,
});
