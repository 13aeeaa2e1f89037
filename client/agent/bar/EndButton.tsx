import { useDesk } from "../deskContext.ts";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/overlays/Dialog.tsx";
import { focusFirst } from "../parts/focusFirst.ts";
import { useErrorWords } from "../parts/useErrorWords.ts";

/** Ends the presentation for everybody, after asking once. */
export function EndButton() {
  const { desk } = useDesk();
  const { t } = useTranslation("agent");
  const errorWords = useErrorWords();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const end = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await desk.presenting.end();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const keep = () => {
    setAsking(false);
    setError(undefined);
  };
  return (
    <>
      <Button size="bar" className="max-sm:px-2.5" onPress={() => setAsking(true)}>
        {t("bar.end")}
      </Button>
      <Dialog
        label={t("bar.endTitle")}
        open={asking}
        onClose={keep}
        role="alertdialog"
        className="flex w-[26rem] max-w-full flex-col gap-6 p-8"
      >
        <div>
          <h2 className="font-display text-2xl leading-tight">{t("bar.endTitle")}</h2>
          <p className="mt-2 text-md text-ink-2">{t("bar.endLead")}</p>
        </div>
        {error !== undefined && (
          <p role="alert" className="text-sm text-danger">
            {errorWords(error)}
          </p>
        )}
        <div className="flex flex-wrap gap-3">
          <Button variant="danger" busy={busy} onPress={() => void end()}>
            {t("bar.endConfirm")}
          </Button>
          <span ref={focusFirst} className="contents">
            <Button variant="plain" onPress={keep}>
              {t("bar.keep")}
            </Button>
          </span>
        </div>
      </Dialog>
    </>
  );
}
