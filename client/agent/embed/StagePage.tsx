import { useState } from "react";
import { unitView } from "../../../schema/presentation/presentation.ts";
import { openPageStorage } from "../../base/storage.ts";
import { useMedia } from "../../base/react/useMedia.ts";
import { useStore } from "../../base/react/useStore.ts";
import { Stage } from "../../stage/Stage.tsx";
import type { StageIntent } from "../../stage/types.ts";
import type { Desk } from "../desk/desk.ts";
import { useOwnDesk, type OwnDesk } from "../ownDesk.ts";
import { NotLoaded } from "../parts/NotLoaded.tsx";

/** `/agent/embed/stage`, inside a page that presents: the stage alone, kept in sync by that page. */
export function StagePage(own: OwnDesk) {
  // The embedding page has the presentation; this page resumes none.
  const [storage] = useState(openPageStorage);
  const { opened, error, retry } = useOwnDesk(own, storage);
  if (error !== undefined) return <NotLoaded error={error} onRetry={retry} />;
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
