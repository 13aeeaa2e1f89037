import { ChevronLeft, Eye } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button as AriaButton } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/Button.tsx";

export interface ActionBarProps {
  readonly exploring: boolean;
  /** Nobody presents just now. */
  readonly meanwhile: boolean;
  /** "at B-1204". */
  readonly agentAt: string;
  readonly onLookAround: () => void;
  readonly onBack: () => void;
}

/** One button replaces the other under the thumb that pressed it; the focus goes with it. */
function useHandedFocus() {
  const bar = useRef<HTMLDivElement>(null);
  const pressed = useRef(false);
  useEffect(() => {
    if (!pressed.current) return;
    pressed.current = false;
    bar.current?.querySelector("button")?.focus({ preventScroll: true });
  });
  const press = (act: () => void) => () => {
    pressed.current = true;
    act();
  };
  return { bar, press };
}

/** What a thumb does: look around alone, and go back to the agent. */
export function ActionBar(props: ActionBarProps) {
  const { exploring, meanwhile, agentAt, onLookAround, onBack } = props;
  const { t } = useTranslation("buyer");
  const { bar, press } = useHandedFocus();
  return (
    <div ref={bar}>
      {exploring ? (
        <AriaButton
          onPress={press(onBack)}
          className="flex min-h-14 w-full flex-wrap items-center justify-between gap-x-3 rounded-pill bg-gold-fill px-5 py-1 text-lg leading-label text-on-gold shadow-raised transition-transform duration-(--motion-press) data-pressed:translate-y-px sm:landscape:min-h-11 sm:landscape:px-5 sm:landscape:text-md"
        >
          <span className="inline-flex items-center gap-2 font-medium">
            <ChevronLeft
              aria-hidden="true"
              className="size-5 shrink-0 rtl:-scale-x-100"
              strokeWidth={1.75}
            />
            {t("back")}
          </span>
          <bdi className="ms-auto">{agentAt}</bdi>
        </AriaButton>
      ) : (
        <Button
          size="phone"
          onPress={press(onLookAround)}
          className="w-full bg-ground sm:landscape:min-h-11 sm:landscape:text-md"
        >
          <Eye aria-hidden="true" className="size-5 shrink-0" strokeWidth={1.5} />
          {t(meanwhile ? "lookAroundMeanwhile" : "lookAround")}
        </Button>
      )}
    </div>
  );
}
