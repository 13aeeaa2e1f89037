import { useState } from "react";
import { indexProject } from "../../schema/catalogue/projectIndex.ts";
import { tabStorage, type KeyValueStorage } from "../base/storage.ts";
import type { AddressBar } from "./desk/address.ts";
import { openPresentingMemory } from "./desk/presentingMemory.ts";
import type { OpenedDesk } from "./deskContext.ts";
import { useLoaded, type Loaded } from "./parts/useLoaded.ts";
import type { SignIn } from "./signIn/signIn.ts";
import { useOpenedDesk, type DeskServices } from "./useOpenedDesk.ts";

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

/** Services of an agent's own desk; `storage` holds the presentation to resume. */
export const servicesOf = (
  { api, state }: SignIn,
  address: AddressBar,
  storage: KeyValueStorage = tabStorage,
): DeskServices => ({
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
  memory: openPresentingMemory(storage),
  onRename: (renamed) => watchName(state, renamed),
});

/** The development of an agent's own desk, and the desk's services. */
export interface OwnDesk {
  readonly signIn: SignIn;
  readonly address: AddressBar;
  readonly project: string;
}

/** Loads a development and opens the agent's own desk of it. `storage` as in `servicesOf`, from the first call. */
export function useOwnDesk(
  { signIn, address, project }: OwnDesk,
  storage?: KeyValueStorage,
): Pick<Loaded<unknown>, "error" | "retry"> & {
  /** `undefined` until it is open. */
  readonly opened: OpenedDesk | undefined;
} {
  const { value, error, retry } = useLoaded(signIn.api, async (api) =>
    indexProject(await api.project(project)),
  );
  const [services] = useState(() => servicesOf(signIn, address, storage));
  return { opened: useOpenedDesk(value, services), error, retry };
}
