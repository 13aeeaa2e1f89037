import { useState } from "react";
import { useTranslation } from "react-i18next";
import { LegalLine } from "../../ui/brand/LegalLine.tsx";
import { PlainButton } from "../../ui/PlainButton.tsx";
import type { Agent } from "../agent.ts";
import { AgentCard } from "./AgentCard.tsx";
import type { OpenRecap, RecapFlow } from "../flow/recapFlow.ts";
import { useDay } from "../useDay.ts";

interface KeptNoteProps extends OpenRecap {
  readonly flow: RecapFlow;
  readonly agent: Agent;
}

/** The page's reader, its lifetime, and the reader's choices. */
export function KeptNote({ flow, recap, agent, isCounted, forgetting }: KeptNoteProps) {
  const { t } = useTranslation("recap");
  const day = useDay();
  return (
    <footer className="mt-12 max-w-[38rem] print:hidden">
      <AgentCard agent={agent} shownOn={day(recap.createdAt)} />
      <label className="target mt-6 flex cursor-pointer items-center gap-4 text-lg">
        <input
          type="checkbox"
          checked={isCounted}
          onChange={(change) => void flow.setCounted(change.target.checked)}
          className="size-5 shrink-0 accent-ink"
        />
        {t("counted")}
      </label>
      <p className="mt-4 text-md text-ink-2">{t("kept", { date: day(recap.expiresAt) })}</p>
      {(recap.reader !== undefined || forgetting === "done") && (
        <Forget flow={flow} forgetting={forgetting} />
      )}
      <LegalLine className="mt-6" />
    </footer>
  );
}

function Forget({ flow, forgetting }: Pick<KeptNoteProps, "flow" | "forgetting">) {
  const { t } = useTranslation("recap");
  const [asking, setAsking] = useState(false);
  if (forgetting === "done") {
    return <output className="mt-4 block text-lg">{t("forget.done")}</output>;
  }
  if (!asking) {
    return (
      <PlainButton className="mt-3 min-h-(--target)" onClick={() => setAsking(true)}>
        {t("forget.do")}
      </PlainButton>
    );
  }
  return (
    <fieldset aria-label={t("forget.do")} className="mt-4 rounded-sm bg-recess p-4">
      <p className="text-md">{t("forget.ask")}</p>
      {forgetting === "failed" && (
        <p role="alert" className="mt-2 text-md text-danger">
          {t("forget.failed")}
        </p>
      )}
      <div className="mt-3 flex flex-wrap gap-3">
        <PlainButton className="min-h-(--target)" onClick={() => setAsking(false)}>
          {t("forget.keep")}
        </PlainButton>
        <PlainButton
          variant="danger"
          busy={forgetting === "busy"}
          className="min-h-(--target)"
          onClick={() => void flow.forget()}
        >
          {t("forget.confirm")}
        </PlainButton>
      </div>
    </fieldset>
  );
}
