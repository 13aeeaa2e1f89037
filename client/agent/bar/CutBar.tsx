import { useDesk } from "../deskContext.ts";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button.tsx";
import { Dot } from "../../ui/Dot.tsx";
import type { PresentingState } from "../desk/presenting.ts";
import { useErrorWords } from "../parts/useErrorWords.ts";

interface CutBarProps {
  readonly cut: Extract<PresentingState, { readonly kind: "cut" }>;
}

/** This tab was disconnected from a running presentation, by another tab or by the server. */
export function CutBar({ cut }: CutBarProps) {
  const { desk, notices } = useDesk();
  const { t } = useTranslation("agent");
  const errorWords = useErrorWords();
  const [busy, setBusy] = useState(false);
  const taken = cut.reason === "replaced";
  const busyServer = cut.reason === "too_many_messages";
  const rejoin = async () => {
    setBusy(true);
    try {
      await desk.presenting.rejoin();
    } catch (error) {
      notices.show({ text: errorWords(error) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div
      role="alert"
      className="flex min-h-(--bar) items-center gap-3 border-b border-dashed border-control bg-ground px-5 md:px-6"
    >
      <Dot held />
      <p className="flex-1 py-2 text-sm leading-label">
        {taken ? t("bar.taken") : t(busyServer ? "bar.cutBusy" : "bar.cut")}
      </p>
      <Button variant="primary" busy={busy} onPress={() => void rejoin()}>
        {t(taken ? "bar.takeBack" : "bar.rejoin")}
      </Button>
    </div>
  );
}
