import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PresentationsResponse } from "../../../schema/protocol/api.ts";
import { Button } from "../../ui/Button.tsx";
import { useErrorWords } from "../parts/useErrorWords.ts";

interface MoreRecordsProps {
  readonly load: () => Promise<PresentationsResponse>;
  readonly onLoaded: (page: PresentationsResponse) => void;
}

/** Loads the next page of records. */
export function MoreRecords({ load, onLoaded }: MoreRecordsProps) {
  const { t } = useTranslation("agent");
  const errorWords = useErrorWords();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const ask = async () => {
    setBusy(true);
    setError(undefined);
    try {
      onLoaded(await load());
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="flex flex-col items-start gap-3 border-t border-line pt-5">
      {error !== undefined && (
        <p role="alert" className="text-sm text-danger">
          {errorWords(error)}
        </p>
      )}
      <Button className="max-md:min-h-(--target)" busy={busy} onPress={() => void ask()}>
        {t("records.more")}
      </Button>
    </div>
  );
}
