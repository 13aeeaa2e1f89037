import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button.tsx";
import { useErrorWords } from "../parts/useErrorWords.ts";

interface FrameErrorProps {
  readonly error: unknown;
  readonly busy?: boolean;
  readonly onRetry: () => void;
}

/** An error on one line: the frame of `<offplan-present>` is no higher than its button. */
export function FrameError({ error, busy = false, onRetry }: FrameErrorProps) {
  const { t } = useTranslation("common");
  const errorWords = useErrorWords();
  return (
    <div className="my-auto flex items-center gap-3 ps-2">
      <p role="alert" className="min-w-0 flex-1 text-sm leading-tight text-ink-2">
        {errorWords(error)}
      </p>
      <Button size="form" busy={busy} onPress={onRetry}>
        {t("retry")}
      </Button>
    </div>
  );
}
