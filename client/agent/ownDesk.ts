import { tabStorage } from "../base/storage.ts";
import type { AddressBar } from "./desk/address.ts";
import { openPresentingMemory } from "./desk/presentingMemory.ts";
import type { SignIn } from "./signIn/signIn.ts";
import type { DeskServices } from "./useOpenedDesk.ts";

const nameIn = (state: ReturnType<SignIn["state"]["get"]>): string =>
  state.kind === "in" ? state.agent.name : "";

/** Calls back when a signed-in agent has another name than before. Returns a function that unsubscribes. */
function watchName(state: SignIn["state"], renamed: () => void): () => void {
  const signedInAs = (): string | undefined => {
    const now = state.get();
    return now.kind === "in" ? now.agent.name : undefined;
  };
  let presentedAs = signedInAs();
  return state.subscribe(() => {
    const name = signedInAs();
    // While the sign-in is expired, the presentation continues under the former name.
    if (name === undefined || name === presentedAs) return;
    presentedAs = name;
    renamed();
  });
}

/** The services of an agent's own desk, with the presentation that this tab had before a reload. */
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
  onRename: (renamed) => watchName(state, renamed),
});
