import { useState } from "react";
import { indexProject } from "../../../schema/catalogue/projectIndex.ts";
import { unitView } from "../../../schema/presentation/presentation.ts";
import { openPageStorage } from "../../base/storage.ts";
import { useMedia } from "../../base/react/useMedia.ts";
import { useStore } from "../../base/react/useStore.ts";
import { Stage } from "../../stage/Stage.tsx";
import type { StageIntent } from "../../stage/types.ts";
import type { AddressBar } from "../desk/address.ts";
import type { Desk } from "../desk/desk.ts";
import { openPresentingMemory } from "../desk/presentingMemory.ts";
import { servicesOf } from "../ownDesk.ts";
import { NotLoaded } from "../parts/NotLoaded.tsx";
import { useLoaded } from "../parts/useLoaded.ts";
import type { SignIn } from "../signIn/signIn.ts";
import { useOpenedDesk } from "../useOpenedDesk.ts";

interface StagePageProps {
  readonly signIn: SignIn;
  readonly address: AddressBar;
  readonly project: string;
}

/** `/agent/embed/stage`, inside another page that presents: the development alone, which that page keeps in step. */
export function StagePage({ signIn, address, project }: StagePageProps) {
  const loaded = useLoaded(signIn.api, async (api) => indexProject(await api.project(project)));
  const [services] = useState(() => ({
    ...servicesOf(signIn, address),
    // The presentation is the other page's; this one goes on with none.
    memory: openPresentingMemory(openPageStorage()),
  }));
  const opened = useOpenedDesk(loaded.value, services);
  if (loaded.error !== undefined) {
    return <NotLoaded error={loaded.error} onRetry={loaded.retry} />;
  }
  if (opened === undefined) return <div className="min-h-dvh" aria-busy="true" />;
  return <OpenedStage desk={opened.desk} />;
}

function OpenedStage({ desk }: { readonly desk: Desk }) {
  const state = useStore(desk.state);
  const index = useStore(desk.index);
  const desktop = useMedia("(min-width: 56.25rem)");
  const intend = (intent: StageIntent) => {
    if (intent.kind !== "over") desk.intend(intent);
    else if (intent.over?.kind === "home") desk.open(unitView(intent.over.unit));
  };
  return (
    <main className="relative h-dvh overflow-auto">
      <Stage
        state={state}
        index={index}
        form={desktop ? "desk" : "phone"}
        onIntent={intend}
        canShortlist={false}
      />
    </main>
  );
}
