import { tabStorage } from "../base/storage.ts";
import type { AddressBar } from "./desk/address.ts";
import { openPresentingMemory } from "./desk/presentingMemory.ts";
import type { SignIn } from "./signIn/signIn.ts";
import type { DeskServices } from "./useOpenedDesk.ts";

const nameIn = (state: ReturnType<SignIn["state"]["get"]>): string =>
  state.kind === "in" ? state.agent.name : "";

/** The agent's own desk: everything it may do, and the presentation that this tab had before a reload. */
export const servicesOf = ({ api, state }: SignIn, address: AddressBar): DeskServices => ({
  holder: {
    kind: "owner",
    get name() {
      return nameIn(state.get());
    },
  },
  api,
  listLikes: async (id) => (await api.presentation(id)).likes ?? [],
  listMoments: (id) => api.history(id),
  address,
  memory: openPresentingMemory(tabStorage),
});
