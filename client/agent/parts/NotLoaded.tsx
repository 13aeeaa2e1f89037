import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button.tsx";
import { useErrorWords } from "./useErrorWords.ts";

interface NotLoadedProps {
  readonly error: unknown;
  readonly onRetry: () => void;
  /** Further actions. */
  readonly children?: ReactNode;
}

/** Shown instead of a page whose content could not be fetched. */
export function NotLoaded({ error, onRetry, children }: NotLoadedProps) {
  const { t } = useTranslation("common");
  const errorWords = useErrorWords();
  return (
    <main className="flex min-h-dvh flex-col items-start justify-center gap-6 px-[12vw]">
      <p role="alert" className="max-w-[34rem] text-lg">
        {errorWords(error)}
      </p>
      <div className="flex flex-wrap gap-3">
        <Button variant="primary" onPress={onRetry}>
          {t("retry")}
        </Button>
        {children}
      </div>
    </main>
  );
}
