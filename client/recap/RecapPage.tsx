import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "../base/react/useStore.ts";
import type { Invitation } from "../join/link.ts";
import { useInvitation } from "../join/useInvitation.ts";
import { loadedPart } from "../ui/parts/loadedPart.tsx";
import { Part } from "../ui/parts/Part.tsx";
import { useRates } from "../ui/text/useRates.ts";
import { keyOf, openRecapHere, type RecapHere } from "./flow/recapHere.ts";
import { RecapView } from "./RecapView.tsx";

const PinPage = loadedPart(async () => (await import("./closed/PinPage.tsx")).PinPage);
const RecapRefusal = loadedPart(
  async () => (await import("./closed/RecapRefusal.tsx")).RecapRefusal,
);

interface RecapPageProps {
  /** The recap of the page's own link, requested before the first render. */
  readonly first: RecapHere;
}

/** `/r/<id>#<secret>`: the homes of a viewing with their current facts. */
export function RecapPage({ first }: RecapPageProps) {
  const invitation = useInvitation("r");
  const key = keyOf(invitation);
  return (
    <Part look="page" resetKey={key}>
      <RecapFlowPage key={key} first={first} invitation={invitation} />
    </Part>
  );
}

interface RecapFlowPageProps extends RecapPageProps {
  readonly invitation: Invitation | undefined;
}

function RecapFlowPage({ first, invitation }: RecapFlowPageProps) {
  const { t } = useTranslation("recap");
  const [here] = useState(() =>
    first.key === keyOf(invitation) ? first : openRecapHere(invitation),
  );
  const { flow, api } = here;
  const state = useStore(flow.state);
  useEffect(() => {
    if (here !== first) void flow.look();
  }, [here, first, flow]);
  useRates(api, state.kind === "open");
  switch (state.kind) {
    case "opening":
      return (
        <main className="flex min-h-dvh items-center justify-center p-6 text-lg text-ink-2">
          <output>{t(state.offline ? "offline" : "opening")}</output>
        </main>
      );
    case "pin":
      return <PinPage {...state} onPin={(pin) => void flow.enterPin(pin)} />;
    case "refused":
      return <RecapRefusal refusal={state.refusal} onRetry={() => void flow.look()} />;
    case "open":
      return <RecapView {...state} flow={flow} />;
  }
}
