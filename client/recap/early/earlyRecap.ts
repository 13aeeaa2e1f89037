import { basePath, withoutBase } from "../../base/basePath.ts";
import { deviceStorage } from "../../base/storage.ts";
import { keepEarlierJoins } from "../../join/earlierJoins.ts";
import { sendEarly } from "../../join/earlyRequest.ts";
import { readInvitation } from "../../join/link.ts";
import { recapRequest } from "../flow/recapRequest.ts";

declare global {
  interface Window {
    /** Left by a recap's own first script, which runs long before the modules. */
    earlyRecap?: typeof fetch;
  }
}

export const currentEarlyRecap = (): typeof fetch =>
  window.earlyRecap ?? ((input, init) => fetch(input, init));

/** Requests the recap of this address; `undefined` if the link is incomplete. */
export function askEarly(): typeof fetch | undefined {
  const invitation = readInvitation(withoutBase(location.pathname), location.hash, "r");
  if (invitation === undefined) return undefined;
  const device = { storage: deviceStorage, earlierJoins: keepEarlierJoins(deviceStorage) };
  return sendEarly({
    url: `${basePath()}/api/recaps/${invitation.id}/open`,
    body: JSON.stringify(recapRequest(invitation, device)),
  });
}
