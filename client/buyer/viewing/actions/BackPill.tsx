import { ChevronLeft } from "lucide-react";
import { Button as AriaButton } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button.tsx";

export interface BackPillProps {
  /** "at B-1204". */
  readonly agentAt: string;
  readonly onBack: () => void;
  /** The agent asks this buyer back. */
  readonly asked: boolean;
  readonly onStay: () => void;
}

/** Button that returns to the agent; during a recall it shows the request and can be declined. */
export function BackPill({ agentAt, onBack, asked, onStay }: BackPillProps) {
  const { t } = useTranslation("buyer");
  const words = asked
    ? "min-w-0 flex-col items-start text-md sm:landscape:flex-row sm:landscape:gap-x-3"
    : "flex-wrap items-center justify-between gap-x-3";
  return (
    <div className="flex flex-wrap items-center gap-x-1">
      <AriaButton
        onPress={onBack}
        className="flex min-h-14 max-w-full flex-auto items-center gap-2 rounded-[1.75rem] bg-gold-fill px-[min(1rem,4vw)] py-1 text-start text-lg leading-label text-on-gold shadow-raised transition-transform duration-(--motion-press) data-pressed:translate-y-px sm:landscape:min-h-11 sm:landscape:text-md"
      >
        <ChevronLeft
          aria-hidden="true"
          className="size-5 shrink-0 rtl:-scale-x-100"
          strokeWidth={1.75}
        />
        <span className={`flex flex-1 ${words}`}>
          <span className="font-medium">{t(asked ? "asked" : "back")}</span> <bdi>{agentAt}</bdi>
        </span>
      </AriaButton>
      {asked && (
        <Button variant="plain" size="pill" onPress={onStay} className="mx-auto">
          {t("stay")}
        </Button>
      )}
    </div>
  );
}
