import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { browserClock } from "../base/clock.ts";
import { browserPage } from "../base/pageSignals.ts";
import { useStore } from "../base/react/useStore.ts";
import { deviceStorage } from "../base/storage.ts";
import { keepEarlierJoins } from "../join/earlierJoins.ts";
import type { Invitation } from "../join/link.ts";
import { useInvitation } from "../join/useInvitation.ts";
import { useRates } from "../ui/text/useRates.ts";
import { currentEarlyRecap } from "./early/earlyRecap.ts";
import { PinPage } from "./PinPage.tsx";
import { createRecapApi } from "./recapApi.ts";
import { openRecapFlow } from "./recapFlow.ts";
import { RecapRefusal } from "./RecapRefusal.tsx";
import { RecapView } from "./RecapView.tsx";

/** `/r/<id>#<secret>`: the homes of a viewing with their current facts. */
export function RecapPage() {
  const invitation = useInvitation("r");
  return <RecapFlowPage key={`${invitation?.id}#${invitation?.secret}`} invitation={invitation} />;
}

function RecapFlowPage({ invitation }: { readonly invitation: Invitation | undefined }) {
  const { t } = useTranslation("recap");
  const [api] = useState(() => createRecapApi(currentEarlyRecap()));
  const [flow] = useState(() =>
    openRecapFlow({
      invitation,
      api,
      earlierJoins: keepEarlierJoins(deviceStorage),
      storage: deviceStorage,
      clock: browserClock,
      page: browserPage,
    }),
  );
  const state = useStore(flow.state);
  useEffect(() => void flow.look(), [flow]);
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
