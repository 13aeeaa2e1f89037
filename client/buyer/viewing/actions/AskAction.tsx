import { Presentation } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { View } from "../../../../schema/presentation/presentation.ts";
import { useStore } from "../../../base/react/useStore.ts";
import { Button } from "../../../ui/Button.tsx";
import type { AsksFeed } from "../feeds/asks.ts";

/** The button "Show this to all", while exploring. */
export function AskAction({ view, feed }: { readonly view: View; readonly feed: AsksFeed }) {
  const { t } = useTranslation("stage");
  const state = useStore(feed.state);
  return (
    <div className="mb-2 sm:landscape:mb-0">
      <Button
        size="pill"
        busy={state === "sending"}
        className="w-full bg-ground"
        onPress={() => feed.ask({ view })}
      >
        <Presentation aria-hidden="true" className="size-5 shrink-0" strokeWidth={1.5} />
        {t(state === "sent" ? "ask.again" : "ask.show")}
      </Button>
    </div>
  );
}

/** Shows the outcome of the latest request for some seconds. */
export function AskAnswer({ feed }: { readonly feed: AsksFeed }) {
  const { t } = useTranslation("stage");
  const state = useStore(feed.state);
  return (
    <output className="block text-md text-ink-2">
      {state !== "idle" && state !== "sending" && t(`ask.${state}`)}
    </output>
  );
}
