import { Eye } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button.tsx";
import { BackPill } from "./BackPill.tsx";

export interface ActionBarProps {
  readonly exploring: boolean;
  /** The agent asks this buyer back. */
  readonly asked: boolean;
  /** No agent presents now. */
  readonly meanwhile: boolean;
  /** Another button stands beside it. */
  readonly shared: boolean;
  /** "at B-1204". */
  readonly agentAt: string;
  readonly onLookAround: () => void;
  readonly onBack: () => void;
  readonly onStay: () => void;
}

/** Moves the focus to the button that replaces the pressed one. */
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

/** Actions within a thumb's reach: look around alone, and return to the agent. */
export function ActionBar(props: ActionBarProps) {
  const { exploring, shared, asked, meanwhile, agentAt, onLookAround, onBack, onStay } = props;
  const { t } = useTranslation("buyer");
  const { bar, press } = useHandedFocus();
  return (
    <div ref={bar}>
      {exploring ? (
        <BackPill agentAt={agentAt} onBack={press(onBack)} asked={asked} onStay={press(onStay)} />
      ) : (
        <Button
          size={shared ? "pair" : "phone"}
          onPress={press(onLookAround)}
          className="w-full bg-ground sm:landscape:min-h-11 sm:landscape:text-md"
        >
          <Eye aria-hidden="true" className="size-5 shrink-0" strokeWidth={1.5} />
          <span className={shared ? "max-[23.5rem]:sr-only" : ""}>
            {t(meanwhile ? "lookAroundMeanwhile" : "lookAround")}
          </span>
        </Button>
      )}
    </div>
  );
}
