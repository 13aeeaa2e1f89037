import type { KeyValueStorage } from "../../base/storage.ts";
import type { EarlierJoins } from "../../join/earlierJoins.ts";
import type { Invitation } from "../../join/link.ts";
import type { RecapOpening } from "../../session/api.ts";

/** Storage key of a reader's consent that their openings are counted. */
export const countedKey = (id: string): string => `offplan.recap.counted.${id}`;

interface Device {
  readonly storage: Pick<KeyValueStorage, "getItem">;
  readonly earlierJoins: Pick<EarlierJoins, "tokenOf">;
}

/** The request that opens a recap: with this device's own visit, if it has one, and counted if its reader agreed. */
export function recapRequest(
  { id, secret }: Invitation,
  { storage, earlierJoins }: Device,
  pin?: string,
): RecapOpening {
  const token = earlierJoins.tokenOf(id, "");
  return {
    secret,
    ...(pin !== undefined && { pin }),
    ...(token !== undefined && { token }),
    ...(storage.getItem(countedKey(id)) !== null && { isCounted: true }),
    withoutMoments: true,
  };
}
